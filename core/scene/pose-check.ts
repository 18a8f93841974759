import type { Intrinsics } from "#core/geometry/camera.ts";
import { projectPoint } from "#core/geometry/projection.ts";
import { rotate } from "#core/geometry/quaternion.ts";
import type { RigidTransform } from "#core/geometry/rigid-transform.ts";
import { invert, transformPoint } from "#core/geometry/rigid-transform.ts";
import type { Point, Vec3 } from "#core/geometry/space.ts";
import { add, scale } from "#core/geometry/vector.ts";
import { openCvFromOpenGl, scanPoseFromNerfstudio } from "./nerfstudio-pose.ts";

/** A camera as its pose file gives it, read as camera-to-world with OpenCV axes in the scan's world. */
export type CheckedCamera = {
  readonly intrinsics: Intrinsics;
  readonly worldFromCamera: RigidTransform<"World", "Camera">;
};

/** What the check measured under the reading that poses must have. */
export type PoseCheck = {
  /** Share of the annotated centres that land in front of and inside at least one photo, 0 to 1; null without annotation. */
  readonly seenShare: number | null;
  /** Mean of the vertical part of the cameras' downward axes: 1 for level cameras, -1 for upside-down ones. */
  readonly meanDown: number;
  /** Why the poses must not be used, naming the convention they are in; null when they may. */
  readonly refusal: string | null;
};

const seenShareMin = 0.05;
const meanDownMin = 0.3;
const meanDownAlongYMin = 0.6;
/** Annotated rooms are seen from within: what projects into a photo from further away says nothing, metres. */
const seenDistanceMaxMeters = 15;
/** How far below the lowest and above the highest annotated centre a camera may be held, metres. */
const belowLowestMeters = 0.3;
const aboveHighestMeters = 2.5;
const camerasMax = 400;

/** One way of writing poses down, with the way back to camera-to-world, OpenCV axes, scan world. */
type Convention = {
  readonly name: string;
  readonly remedy: string;
  readonly read: (stored: RigidTransform<"World", "Camera">) => RigidTransform<"World", "Camera">;
};

const conventions: readonly Convention[] = [
  {
    name: "world-to-camera matrices stored as camera-to-world",
    remedy: "store their inverses",
    read: (stored) => invert(stored) as unknown as RigidTransform<"World", "Camera">,
  },
  {
    name: "OpenGL camera axes (y up, z back)",
    remedy: "negate the second and third column of each matrix",
    read: openCvFromOpenGl,
  },
  {
    name: "the nerfstudio world (axes swapped and flipped, OpenGL camera axes)",
    remedy:
      "negate the third row, swap the first two rows and negate the second and third column of each matrix",
    read: scanPoseFromNerfstudio,
  },
];

/**
 * Whether camera poses are in the convention that scans promise (camera-to-world, OpenCV axes, z-up world
 * of the annotation), told by three things at once: annotated centres land in photos, the cameras' y axes
 * point to the floor, and the cameras are held at heights where the annotated things are. Where they are
 * not, every known wrong convention is tried the same way and the refusal names the one that fits. At most
 * 400 cameras, evenly spread, are looked at. No cameras: nothing to refuse.
 */
export function checkPoses(
  cameras: readonly CheckedCamera[],
  centers: readonly Point<"World">[],
): PoseCheck {
  const looked = spread(cameras, camerasMax);
  if (looked.length === 0) return { seenShare: null, meanDown: 0, refusal: null };
  const given = measure(looked, centers);
  const stated = { seenShare: centers.length === 0 ? null : given.seenShare, meanDown: given.down };
  const isGood = sees(given, centers) && isHeldRight(given, centers);
  return { ...stated, refusal: isGood ? null : refusalOf(looked, centers, given) };
}

type Measure = { seenShare: number; down: number; downAlongY: number; heldShare: number };

function refusalOf(
  cameras: readonly CheckedCamera[],
  centers: readonly Point<"World">[],
  given: Measure,
): string | null {
  const down = `the cameras' downward axes point down by ${given.down.toFixed(2)} on average (level cameras: 1)`;
  const figures =
    centers.length === 0
      ? down
      : `${percent(given.seenShare)} of the annotated objects are seen by some photo, and ${down}`;
  // Tried first: cameras whose downward axes agree on another axis of the world leave no doubt.
  if (given.downAlongY > meanDownAlongYMin)
    return (
      `The poses are in another world: an ARKit session world with y up (the field \`pose\` instead of ` +
      `\`aligned_pose\`). As they stand, ${figures}. To use them, give the poses of the aligned scan.`
    );
  const fitting = conventions
    .map((convention) => {
      const read = cameras.map((camera) => ({
        ...camera,
        worldFromCamera: convention.read(camera.worldFromCamera),
      }));
      return { convention, measured: measure(read, centers) };
    })
    .filter(({ measured }) => sees(measured, centers) && isHeldRight(measured, centers))
    .toSorted((a, b) => b.measured.seenShare - a.measured.seenShare)[0];
  if (fitting) {
    const { name, remedy } = fitting.convention;
    const proof =
      centers.length === 0
        ? ""
        : ` Read that way, ${percent(fitting.measured.seenShare)} of the objects are seen.`;
    return `The poses are in another convention: ${name}. As they stand, ${figures}.${proof} To use them, ${remedy}.`;
  }
  // Odd heights alone prove nothing: perhaps only the lamps were annotated.
  if (sees(given, centers)) return null;
  return `The poses do not fit the annotation in any known convention: ${figures}. Check that they belong to this scan.`;
}

function sees({ down, seenShare }: Measure, centers: readonly Point<"World">[]): boolean {
  return down >= meanDownMin && (centers.length === 0 || seenShare >= seenShareMin);
}

function isHeldRight({ heldShare }: Measure, centers: readonly Point<"World">[]): boolean {
  return centers.length === 0 || heldShare > 0.5;
}

function measure(cameras: readonly CheckedCamera[], centers: readonly Point<"World">[]): Measure {
  const down = mean(cameras.map(({ worldFromCamera: { rotation } }) => yAxis(rotation)));
  const heights = centers.map((center) => center[2]);
  const lowest = Math.min(...heights) - belowLowestMeters;
  const highest = Math.max(...heights) + aboveHighestMeters;
  const held = cameras.filter(
    ({ worldFromCamera: { translation } }) => translation[2] > lowest && translation[2] < highest,
  );
  const inverses = cameras.map(({ intrinsics, worldFromCamera }) => ({
    intrinsics,
    cameraFromWorld: invert(worldFromCamera),
  }));
  const seen = centers.filter((center) =>
    inverses.some(({ intrinsics, cameraFromWorld }) => {
      const inCamera = transformPoint(cameraFromWorld, center);
      const pixel = inCamera[2] > seenDistanceMaxMeters ? null : projectPoint(intrinsics, inCamera);
      return pixel !== null && isInside(pixel, intrinsics);
    }),
  );
  return {
    seenShare: centers.length === 0 ? 0 : seen.length / centers.length,
    down: -down[2],
    downAlongY: -down[1],
    heldShare: held.length / cameras.length,
  };
}

function yAxis(rotation: RigidTransform<"World", "Camera">["rotation"]): Vec3 {
  return rotate<Vec3>(rotation, [0, 1, 0]);
}

function mean(vectors: readonly Vec3[]): Vec3 {
  return scale(
    vectors.reduce<Vec3>((sum, vector) => add(sum, vector), [0, 0, 0]),
    1 / vectors.length,
  );
}

function isInside([u, v]: readonly [number, number], k: Intrinsics): boolean {
  return u >= 0 && u < k.width && v >= 0 && v < k.height;
}

/** At most `count` of the items, evenly spread over the list. */
function spread<T>(items: readonly T[], count: number): T[] {
  const step = Math.max(1, items.length / count);
  return Array.from(
    { length: Math.min(items.length, count) },
    (_, i) => items[Math.floor(i * step)]!,
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
