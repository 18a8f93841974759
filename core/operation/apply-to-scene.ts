import { boxShareInImage } from "#core/geometry/box-in-image.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { transformBox } from "#core/geometry/oriented-box.ts";
import { compose } from "#core/geometry/rigid-transform.ts";
import type { FrameObject, FrameScene } from "#core/scene/frame-scene.ts";
import { levelDirections } from "#core/scene/level-directions.ts";
import { applyOperation } from "./apply-operation.ts";
import type { Operation } from "./operation.ts";
import { newCameraFromOld } from "./view-motion.ts";

/**
 * The photo after the operation on one of its objects. A change of view moves every box and the camera's
 * pose; anything else concerns the object alone, and things that stand on it stay where they are. How much
 * of a moved box is inside the image is worked out again, how much of it is seen is unknown then. The
 * argument is left as it is; a photo without the object comes back unchanged.
 */
export function applyToScene(
  scene: FrameScene,
  targetId: string,
  operation: Operation,
): FrameScene {
  const placed = (object: FrameObject, box: BoxInCamera): FrameObject => ({
    ...object,
    box,
    inImageFraction: boxShareInImage(scene.intrinsics, box),
    visibleFraction: null,
  });
  if (operation.kind === "view") {
    const newFromOld = newCameraFromOld(levelDirections(scene), operation);
    return {
      ...scene,
      cameraFromWorld: compose(newFromOld, scene.cameraFromWorld),
      objects: scene.objects.map((object) => placed(object, transformBox(newFromOld, object.box))),
    };
  }
  return {
    ...scene,
    objects: scene.objects.flatMap((object) => {
      if (object.id !== targetId) return [object];
      const box = applyOperation(scene, object.box, operation);
      return box ? [placed(object, box)] : [];
    }),
  };
}
