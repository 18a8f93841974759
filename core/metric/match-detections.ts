import { boxIou } from "#core/geometry/box-overlap.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { quaternionFromMatrix } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import type { GsiBox } from "./gsi-box.ts";
import { centerDistance } from "./gsi-box.ts";
import type { DetectionPair, GsiDetection, GsiEdit } from "./gsi-edit.ts";

/** Who is who on the source and the edited picture, as the corrected scorers see it. */
export type MatchedDetections = {
  /** The target on the source picture. */
  readonly origin: GsiDetection;
  /** Detections of the edited picture that are none of the other objects, the nearest to the asked place first. */
  readonly candidates: readonly GsiDetection[];
  /** How many other objects of the source picture are gone. */
  readonly lost: number;
};

/** Least overlap of the stated and the detected target on the source picture. */
const sameTargetIou = 0.3;
/** An object that nobody edited is found again within this distance, metres. */
const samePlaceMeters = 0.3;

/**
 * Pairs the detections of two pictures one to one. The target is the one that overlaps the stated box most
 * (at least 0.3, rotations in full). Every OTHER object is paired with the nearest detection of the edited
 * picture within 0.3 m, closest pairs first; what is left over may be the edited target, wherever it is
 * now: also where it was, or half turned. Null when the target is not found on the source picture.
 */
export function matchDetections(
  edit: GsiEdit,
  { before, after }: DetectionPair,
  asked: GsiBox = edit.original_bbox_3d,
): MatchedDetections | null {
  const stated = boxOf(edit.original_bbox_3d, edit.rotation_matrix);
  const overlaps = before.map((one) => boxIou(stated, boxOf(one.bbox_3d, one.rotation_matrix)));
  const best = Math.max(...overlaps);
  const origin = before[overlaps.indexOf(best)];
  if (!origin || !(best >= sameTargetIou)) return null;
  const others = new Set(before.filter((one) => one !== origin));
  const unpaired = new Set(after);
  const pairs = [...others]
    .flatMap((earlier) =>
      after.map((later) => ({
        earlier,
        later,
        meters: centerDistance(earlier.bbox_3d, later.bbox_3d),
      })),
    )
    .filter(({ meters }) => meters <= samePlaceMeters)
    .toSorted((a, b) => a.meters - b.meters);
  for (const { earlier, later } of pairs) {
    if (!others.has(earlier) || !unpaired.has(later)) continue;
    others.delete(earlier);
    unpaired.delete(later);
  }
  const candidates = [...unpaired].toSorted(
    (a, b) => centerDistance(a.bbox_3d, asked) - centerDistance(b.bbox_3d, asked),
  );
  return { origin, candidates, lost: others.size };
}

/** A published box as an oriented box, turned by its matrix; the yaw plays no part. */
export function boxOf([x, y, z, w, h, l]: GsiBox, rotation: Matrix3): BoxInCamera {
  return orientedBox(point(x, y, z), [w, h, l], quaternionFromMatrix(rotation));
}
