import { boxShareInImage } from "#core/geometry/box-in-image.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { orientedBox, transformBox } from "#core/geometry/oriented-box.ts";
import type { Quaternion } from "#core/geometry/quaternion.ts";
import {
  multiplyQuaternions,
  normalizeQuaternion,
  quaternionAbout,
  quaternionFromColumns,
} from "#core/geometry/quaternion.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { invert, rigidTransform } from "#core/geometry/rigid-transform.ts";
import { point } from "#core/geometry/space.ts";
import { applyOperation } from "#core/operation/apply-operation.ts";
import type { Operation } from "#core/operation/operation.ts";
import type { Random } from "#core/random.ts";
import { seededRandom } from "#core/random.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameObject, FrameScene } from "#core/scene/frame-scene.ts";

/** A thing in a made-up room: where it stands in the world (z up, floor at 0), how large it is and where it faces. */
export type Thing = {
  readonly label: string;
  readonly at: readonly [x: number, y: number];
  readonly size: readonly [w: number, h: number, l: number];
  readonly bottom?: number;
  readonly headingRadians?: number;
  readonly visibleFraction?: number | null;
};

/** A camera at (0, 0, 1.5) that looks along world y, pitched down and rolled by the given angles. */
export function roomCamera(pitchRadians = 0, rollRadians = 0): CameraFromWorld {
  const level = quaternionFromColumns([1, 0, 0], [0, 0, -1], [0, 1, 0]);
  const tilted = multiplyQuaternions(
    multiplyQuaternions(level, quaternionAbout([1, 0, 0], -pitchRadians)),
    quaternionAbout([0, 0, 1], rollRadians),
  );
  return invert(rigidTransform<"World", "Camera">(tilted, [0, 0, 1.5]));
}

/** The box of a thing in a camera's frame. */
export function boxOfThing(cameraFromWorld: CameraFromWorld, thing: Thing): BoxInCamera {
  const { at, size, bottom = 0, headingRadians = 0 } = thing;
  const upright = quaternionFromColumns([1, 0, 0], [0, 0, -1], [0, 1, 0]);
  const rotation = multiplyQuaternions(quaternionAbout([0, 0, 1], headingRadians), upright);
  const center = point<"World">(at[0], at[1], bottom + size[1] / 2);
  return transformBox(cameraFromWorld, orientedBox(center, size, rotation));
}

/** A photo of a room with these things, ids `object:0`, `object:1` and so on in their order. */
export function roomWith(things: readonly Thing[], cameraFromWorld = roomCamera(0.2)): FrameScene {
  const intrinsics = { fx: 1000, fy: 1000, cx: 720, cy: 540, width: 1440, height: 1080 };
  const objects = things.map((thing, index): FrameObject => {
    const box = boxOfThing(cameraFromWorld, thing);
    return {
      id: `object:${index}`,
      label: thing.label,
      box,
      inImageFraction: boxShareInImage(intrinsics, box),
      visibleFraction: thing.visibleFraction === undefined ? 0.6 : thing.visibleFraction,
      score: 1,
    };
  });
  return {
    sceneKey: "0123456789",
    frameKey: "frame_000000",
    intrinsics,
    cameraFromWorld,
    floorHeightMeters: 0,
    objects,
  };
}

/** A photo of a room with `count` things that stand about at random, seen by a slightly tilted camera. */
export function randomRoom(seed: number, count = 12): FrameScene {
  const random = seededRandom(seed, "room");
  const labels = [
    "chair",
    "office chair",
    "book",
    "lamp",
    "box",
    "table",
    "dining table",
    "left shoe",
  ];
  const things = Array.from({ length: count }, () => randomThing(random, random.pick(labels)));
  return roomWith(things, roomCamera(between(random, 0, 0.5), between(random, -0.2, 0.2)));
}

/** A rotation, evenly spread over all (Shoemake 1992). */
export function randomRotation(random: Random): Quaternion {
  const [a, b, c] = [random.next(), 2 * Math.PI * random.next(), 2 * Math.PI * random.next()];
  const [p, q] = [Math.sqrt(1 - a), Math.sqrt(a)];
  return normalizeQuaternion([p * Math.sin(b), p * Math.cos(b), q * Math.sin(c), q * Math.cos(c)]);
}

/** A box of any rotation about a metre in size and about a metre around `depth` metres before the camera. */
export function randomBox(random: Random, depth = 0): BoxInCamera {
  const side = () => between(random, 0.1, 1.2);
  const offset = () => between(random, -0.6, 0.6);
  return orientedBox(
    point(offset(), offset(), depth + offset()),
    [side(), side(), side()],
    randomRotation(random),
  );
}

/** The edit that does `operation` to an object of the photo. */
export function editOf(
  scene: FrameScene,
  id: string,
  operation: Operation,
  instruction = "",
): Edit {
  const object = scene.objects.find((one) => one.id === id)!;
  return {
    targetId: id,
    label: object.label,
    operation,
    sourceBox: object.box,
    targetBox: applyOperation(scene, object.box, operation),
    instruction,
  };
}

function randomThing(random: Random, label: string): Thing {
  return {
    label,
    at: [between(random, -1.6, 1.6), between(random, 2, 5)],
    size: [between(random, 0.1, 0.8), between(random, 0.1, 1), between(random, 0.1, 0.8)],
    headingRadians: between(random, -Math.PI, Math.PI),
    visibleFraction: between(random, 0, 1),
  };
}

function between(random: Random, min: number, max: number): number {
  return min + random.next() * (max - min);
}
