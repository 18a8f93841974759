import type { Intrinsics } from "#core/geometry/camera.ts";
import { clipToImage, projectBoxBounds } from "#core/geometry/projection.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import type { WalkObject } from "#core/frame/shown-objects.ts";
import { liftObject } from "#core/scene/lift-object.ts";
import type { Prompt } from "./prompt.ts";

/** An annotated object, with the share of its surface that the photo shows (0 to 1); null when nothing measured it. */
export type SeenObject = WalkObject & { readonly visibleFraction: number | null };

/** Which annotated objects become prompts. */
export type AnnotationPromptLimits = {
  /** Least share of the box's volume inside the image, 0 to 1. Shares under a tenth are never used. */
  readonly inImageFractionMin: number;
  /** Least share of the surface that is seen, 0 to 1; holds only where it was measured. */
  readonly visibleFractionMin: number;
};

/** What the published detector was trained on: at most a third of an object cut off, at least a third of it seen. Source: DetAny3D a660c08, detany3d_dataset.py, lines 539-591. */
export const defaultAnnotationPromptLimits: AnnotationPromptLimits = {
  inImageFractionMin: 0.67,
  visibleFractionMin: 0.333,
};

/**
 * The scan's own objects as prompts for one photo, in the given order: the bounding rectangle of each box's
 * projection, clipped to the image, pixels of the photo; score 1. Left out are objects of another photo, those
 * that the photo does not show ({@link liftObject}) and those under a limit.
 */
export function annotationPrompts(
  {
    key,
    intrinsics,
    cameraFromWorld,
  }: {
    readonly key: string;
    readonly intrinsics: Intrinsics;
    readonly cameraFromWorld: CameraFromWorld;
  },
  objects: readonly SeenObject[],
  limits: AnnotationPromptLimits = defaultAnnotationPromptLimits,
): Prompt[] {
  return objects.flatMap((object): Prompt[] => {
    if (object.frameKey !== null && object.frameKey !== key) return [];
    if (object.visibleFraction !== null && object.visibleFraction < limits.visibleFractionMin)
      return [];
    const lifted = liftObject(intrinsics, cameraFromWorld, object.box);
    if (!lifted || lifted.inImageFraction < limits.inImageFractionMin) return [];
    const bounds = projectBoxBounds(intrinsics, lifted.box);
    const rect = bounds && clipToImage(bounds, intrinsics);
    if (!rect) return [];
    const { label } = object;
    return [{ key: `annotation:${object.key}`, label, score: 1, place: { kind: "rect", rect } }];
  });
}
