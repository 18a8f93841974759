import type { Pixel } from "#core/geometry/projection.ts";
import { projectPoint } from "#core/geometry/projection.ts";
import type { CommentPin } from "#core/sample/comment.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { objectById } from "#core/scene/frame-scene.ts";

/** Where a pin is, in pixels of the photo (the centre of the first at 0); null when its object cannot be seen there. */
export function pinPlace(scene: FrameScene, pin: CommentPin): Pixel | null {
  const { width, height } = scene.intrinsics;
  if (pin.kind === "photo") return [pin.u * width - 0.5, pin.v * height - 0.5];
  const object = objectById(scene, pin.objectId);
  return object ? projectPoint(scene.intrinsics, object.box.center) : null;
}

/** The pin of a place in the photo; the nearest of the border for one beside it. */
export function pinAt(scene: FrameScene, [x, y]: Pixel): CommentPin {
  const { width, height } = scene.intrinsics;
  const share = (value: number) => Math.min(1, Math.max(0, value));
  return { kind: "photo", u: share((x + 0.5) / width), v: share((y + 0.5) / height) };
}

/** What a pin points at, in words. */
export function pinText(scene: FrameScene, pin: CommentPin | null): string {
  if (!pin) return "the sample";
  if (pin.kind === "object") return objectById(scene, pin.objectId)?.label ?? pin.objectId;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return `a place in the photo, ${percent(pin.u)} from the left, ${percent(pin.v)} from the top`;
}
