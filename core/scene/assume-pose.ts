import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxAxes, halfExtentAlong } from "#core/geometry/oriented-box.ts";
import { quaternionFromColumns, rotate } from "#core/geometry/quaternion.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { rigidTransform } from "#core/geometry/rigid-transform.ts";
import type { Direction, Vec3 } from "#core/geometry/space.ts";
import { direction } from "#core/geometry/space.ts";
import { add, cross, dot, normalize, rejectFrom, scale } from "#core/geometry/vector.ts";
import { median } from "#core/median.ts";
import { isFloorStandingLabel } from "./label.ts";

/** Height above the floor at which a camera is taken to be held when nothing in its photo tells, metres. */
export const assumedHeightMeters = 1.5;

/** A camera lower than this above the estimated floor means that the estimate is wrong, metres. */
const heightMinMeters = 0.1;
const level = direction<"Camera">(0, 1, 0);
const voteMin = Math.cos(Math.PI / 4);
const agreeing = Math.cos((5 * Math.PI) / 180);
const votesMin = 2;
const votesMax = 200;

/** The pose of a photo that states none, and what its two guesses rest on. */
export type AssumedPose = {
  readonly cameraFromWorld: CameraFromWorld;
  /** `boxes`: the vertical that its boxes share; `level`: the camera is taken to be held level. */
  readonly downFrom: "boxes" | "level";
  /** `boxes`: from what stands on the floor; `assumed`: {@link assumedHeightMeters}, or as low as the lowest box. */
  readonly heightFrom: "boxes" | "assumed";
};

/**
 * A pose for a photo of which only boxes in the camera frame (metres) are known, so that its floor lies at
 * `floorHeightMeters` (z of the world). The camera stands over the world's origin and looks along world y.
 *
 * Down is the vertical on which at least two boxes and half of all agree within 5 degrees, of each box the
 * axis nearest to the camera's y and within 45 degrees of it; without such agreement the camera's y. At most
 * 200 boxes are asked. The floor is the median of the lowest points of things that stand on floors, or the
 * top of a box that is labelled so.
 */
export function assumePose(
  objects: readonly { readonly label: string; readonly box: BoxInCamera }[],
  floorHeightMeters: number,
): AssumedPose {
  const shared = sharedVertical(objects.map(({ box }) => box));
  const down = shared ?? level;
  const standing = objects.filter(({ label }) => isFloorStandingLabel(label));
  const floors = objects.filter(({ label }) => label === "floor");
  const found =
    floors.length > 0
      ? median(floors.map(({ box }) => dot(box.center, down) - halfExtentAlong(box, down)))
      : median(standing.map(({ box }) => lowest(box, down)));
  const isFound = found !== null && found >= heightMinMeters;
  const heightMeters = isFound
    ? found
    : objects.reduce((low, { box }) => Math.max(low, lowest(box, down)), assumedHeightMeters);
  return {
    cameraFromWorld: poseAbove(down, floorHeightMeters + heightMeters),
    downFrom: shared ? "boxes" : "level",
    heightFrom: isFound ? "boxes" : "assumed",
  };
}

function poseAbove(down: Direction<"Camera">, heightMeters: number): CameraFromWorld {
  const up = scale(down, -1);
  const ahead = normalize(rejectFrom<Vec3>([0, 0, 1], down));
  const rotation = quaternionFromColumns(cross(ahead, up), ahead, up);
  return rigidTransform(rotation, scale(rotate<Vec3>(rotation, [0, 0, heightMeters]), -1));
}

function sharedVertical(boxes: readonly BoxInCamera[]): Direction<"Camera"> | null {
  const asked = boxes.slice(0, votesMax);
  const votes = asked.map(verticalOf).filter((vote) => vote[1] >= voteMin);
  const groups = votes.map((vote) => votes.filter((other) => dot(vote, other) >= agreeing));
  const largest = groups.toSorted((a, b) => b.length - a.length)[0] ?? [];
  if (largest.length < votesMin || 2 * largest.length < asked.length) return null;
  return normalize(largest.reduce((sum, vote) => add(sum, vote)));
}

function verticalOf(box: BoxInCamera): Direction<"Camera"> {
  const axes = boxAxes(box).toSorted((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  return scale(axes[0]!, axes[0]![1] < 0 ? -1 : 1);
}

function lowest(box: BoxInCamera, down: Direction<"Camera">): number {
  return dot(box.center, down) + halfExtentAlong(box, down);
}
