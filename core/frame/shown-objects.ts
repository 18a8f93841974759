import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { isMovableLabel } from "#core/scene/label.ts";
import { liftObject } from "#core/scene/lift-object.ts";
import { showsWell } from "./shows-well.ts";

/** An annotated object of a scene. `frameKey`: the only photo that shows it, where it is stated for one photo alone. */
export type WalkObject = {
  readonly key: string;
  readonly label: string;
  readonly box: BoxInWorld;
  readonly frameKey: string | null;
};

/** The keys of the movable objects (by `isMovableLabel`) that a photo shows well, by their boxes (see {@link showsWell}); in the given order. */
export function shownObjects(
  {
    key,
    intrinsics,
    cameraFromWorld,
  }: {
    readonly key: string;
    readonly intrinsics: Intrinsics;
    readonly cameraFromWorld: CameraFromWorld;
  },
  objects: readonly WalkObject[],
  includedLabels: readonly string[],
): string[] {
  return objects.flatMap(({ key: objectKey, label, box, frameKey }) => {
    if (frameKey !== null && frameKey !== key) return [];
    if (!isMovableLabel(label, includedLabels)) return [];
    const lifted = liftObject(intrinsics, cameraFromWorld, box);
    return lifted && showsWell(intrinsics, lifted) ? [objectKey] : [];
  });
}
