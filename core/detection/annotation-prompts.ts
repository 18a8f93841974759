import type { Intrinsics } from "#core/geometry/camera.ts";
import { boxRectInImage } from "#core/geometry/projection.ts";
import type { FrameObject } from "#core/scene/frame-scene.ts";
import type { Prompt } from "./prompt.ts";

/** Training saw nothing that was hidden, or outside of the picture, by more. */
const visibleFractionMin = 0.333;
const inImageFractionMin = 0.67;

/**
 * Prompts from the scan's own objects: the rectangle of each box as the photo shows it, in pixels of the
 * photo, keyed by the object's id. Of objects that are hidden by two thirds, or outside of the picture by a
 * third, none: a detector was not trained on such. An object whose visibility nothing measured counts as
 * visible. Source: DetAny3D's filter of training objects (visibility 0.333, truncation 0.33).
 */
export function annotationPrompts(k: Intrinsics, objects: readonly FrameObject[]): Prompt[] {
  return objects.flatMap(({ id, label, box, visibleFraction, inImageFraction }) => {
    if ((visibleFraction ?? 1) < visibleFractionMin || inImageFraction < inImageFractionMin)
      return [];
    const rect = boxRectInImage(k, box);
    return rect ? [{ key: id, label, score: 1, place: { kind: "rect" as const, rect } }] : [];
  });
}
