import { poseDistance } from "#core/frame/pose-distance.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { asksForSame } from "#core/plausibility/duplicate.ts";
import type { Edit } from "#core/sample/revision.ts";

/** What of a picked sample tells whether another says nearly the same. */
export type PickedEdit = {
  readonly id: string;
  readonly imageId: string;
  /** The same in all photos that show the object, and no other object's. */
  readonly objectKey: string;
  readonly cameraFromWorld: CameraFromWorld;
  readonly edit: Edit;
};

/** Two picked samples that a benchmark gains little by holding both of. */
export type NearDuplicate = { readonly ids: readonly [string, string]; readonly why: string };

/** Two photos are near up to this distance and turn of the cameras: wider than what the selection of photos lets through. */
const nearPhotos = { meters: 0.5, degrees: 20 };
/** Two outcomes in one photo are near up to this distance of the boxes, difference of a side, and turn. */
const nearOutcomes = { sameMeters: 0.15, sameDegrees: 10 };

/**
 * Pairs of samples of one object that are nearly the same: the same operation in photos taken from nearly the
 * same place, or two edits of one photo whose outcomes hardly differ. By object, in the order of the ids.
 */
export function nearDuplicates(samples: readonly PickedEdit[]): NearDuplicate[] {
  const ordered = samples.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [...Map.groupBy(ordered, ({ objectKey }) => objectKey).values()].flatMap((group) =>
    group.flatMap((one, index) =>
      group.slice(index + 1).flatMap((other): NearDuplicate[] => {
        const why = whyNear(one, other);
        return why === null ? [] : [{ ids: [one.id, other.id], why }];
      }),
    ),
  );
}

function whyNear(a: PickedEdit, b: PickedEdit): string | null {
  if (a.imageId === b.imageId)
    return asksForSame(a.edit, b.edit, nearOutcomes)
      ? "in one photo the object ends up nearly the same"
      : null;
  if (a.edit.operation.kind !== b.edit.operation.kind) return null;
  const { meters, degrees } = poseDistance(a.cameraFromWorld, b.cameraFromWorld);
  return meters <= nearPhotos.meters && degrees <= nearPhotos.degrees
    ? `the same operation on the same object, seen from ${meters.toFixed(2)} m and ${degrees.toFixed(0)}° apart`
    : null;
}
