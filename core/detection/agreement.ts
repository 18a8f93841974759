import * as z from "zod";
import { boxIou } from "#core/geometry/box-overlap.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxVolume } from "#core/geometry/oriented-box.ts";
import type { ImageRect } from "#core/geometry/projection.ts";
import { clipToImage, nearPlaneMeters, projectBoxBounds } from "#core/geometry/projection.ts";
import type { Quaternion } from "#core/geometry/quaternion.ts";
import { invertQuaternion, multiplyQuaternions, rotate } from "#core/geometry/quaternion.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { distance } from "#core/geometry/vector.ts";
import { iou2d } from "#core/metric/box-iou.ts";
import { normalizeLabel } from "#core/scene/label.ts";
import type { Detection } from "./detection.ts";
import { hasSquareFootprint } from "./heading.ts";

/** How a detected box agrees with the annotated one it was matched with. */
export const Agreement = z.object({
  /** Key of the prompt that was answered, and of the annotated object. */
  promptKey: z.string(),
  objectKey: z.string(),
  /** The annotated label. */
  label: z.string(),
  /** Shared volume over joint volume, rotations in full. */
  iou3d: z.number().min(0).max(1),
  /** Shared area over joint area of the detected rectangle and that of the annotated box, inside the photo. */
  rectIou: z.number().min(0).max(1),
  centerDistanceMeters: z.number().min(0),
  /** See {@link yawDifference}. */
  yawDifferenceRadians: z
    .number()
    .min(0)
    .max(Math.PI / 2),
  /** Detected by annotated, the geometric mean over the three axes. Null where either box is flat. */
  sizeRatio: z.number().positive().nullable(),
  /** Detected by annotated depth of the centre. */
  depthRatio: z.number().positive(),
});
export type Agreement = z.infer<typeof Agreement>;

/** A box of the scan's own annotation in the camera frame of a photo. */
export type AnnotatedBox = {
  readonly key: string;
  readonly label: string;
  readonly box: BoxInCamera;
};

/** Below this shared volumes say nothing about who is who: neighbours touch, too. */
const sameIou3dMin = 0.1;
/** Without shared volume the rectangles have to overlap at least by this. A wrong scale leaves them where they are. */
const sameRectIouMin = 0.3;

/**
 * Matches detections of a photo with the annotated boxes in its camera frame, one to one, and says of each
 * match how well it agrees; in the order of the detections. A pair may be matched when the prompt's key is
 * the object's, or when the labels are the same and the boxes share at least 0.1 of their joint volume or
 * the rectangles 0.3 of their joint area. Equal keys are matched first, then the most shared volume, then
 * the most shared area. What lies behind the camera is left out, and so is what has no match. `photo` is the
 * photo's camera in its own pixels.
 */
export function findAgreements(
  photo: Intrinsics,
  detections: readonly Detection[],
  annotated: readonly AnnotatedBox[],
): Agreement[] {
  const pairs = annotated
    .filter(({ box }) => box.center[2] > nearPlaneMeters)
    .flatMap((object) => {
      const bounds = projectBoxBounds(photo, object.box);
      return detections.flatMap((detection) => pairOf(photo, detection, object, bounds) ?? []);
    })
    .toSorted(
      (a, b) =>
        Number(b.isSameKey) - Number(a.isSameKey) ||
        evidence(b.iou3d) - evidence(a.iou3d) ||
        b.rectIou - a.rectIou,
    );
  const matches = new Map<Detection, Pair>();
  const taken = new Set<AnnotatedBox>();
  for (const pair of pairs) {
    if (matches.has(pair.detection) || taken.has(pair.object)) continue;
    matches.set(pair.detection, pair);
    taken.add(pair.object);
  }
  return detections.flatMap((detection) => {
    const pair = matches.get(detection);
    return pair ? agreementOf(pair) : [];
  });
}

type Pair = {
  readonly detection: Detection;
  readonly object: AnnotatedBox;
  readonly isSameKey: boolean;
  readonly iou3d: number;
  readonly rectIou: number;
};

function pairOf(
  photo: Intrinsics,
  detection: Detection,
  object: AnnotatedBox,
  bounds: ImageRect | null,
): Pair | null {
  const { prompt, box } = detection;
  const isSameKey = prompt.key === object.key;
  const isSameLabel = normalizeLabel(prompt.label) === normalizeLabel(object.label);
  if (!(isSameKey || isSameLabel) || !(box.center[2] > nearPlaneMeters)) return null;
  const seen = bounds && clipToImage(bounds, photo);
  const found = clipToImage(detection.rect, photo);
  const iou3d = Math.min(1, boxIou(box, object.box));
  const rectIou = seen && found ? Math.min(1, iou2d(seen, found)) : 0;
  const isSamePlace = iou3d >= sameIou3dMin || rectIou >= sameRectIouMin;
  return isSameKey || isSamePlace ? { detection, object, isSameKey, iou3d, rectIou } : null;
}

function evidence(iou3d: number): number {
  return iou3d >= sameIou3dMin ? iou3d : 0;
}

function agreementOf({ detection, object, iou3d, rectIou }: Pair): Agreement {
  const { box } = detection;
  const sizeRatio = Math.cbrt(boxVolume(box) / boxVolume(object.box));
  return {
    promptKey: detection.prompt.key,
    objectKey: object.key,
    label: object.label,
    iou3d,
    rectIou,
    centerDistanceMeters: distance(box.center, object.box.center),
    yawDifferenceRadians: yawDifference(box, object.box),
    sizeRatio: Number.isFinite(sizeRatio) && sizeRatio > 0 ? sizeRatio : null,
    depthRatio: box.center[2] / object.box.center[2],
  };
}

/**
 * The angle between the longer sides of two footprints about the second box's own y, radians, modulo what a
 * box cannot tell: half a turn always (0 to pi/2), a quarter where either footprint is square (0 to pi/4).
 * Longer sides are compared, since which side is called w and which l is arbitrary.
 */
export function yawDifference(box: BoxInCamera, reference: BoxInCamera): number {
  const turn = multiplyQuaternions(invertQuaternion(reference.rotation), box.rotation);
  const between = angleAboutY(longerSide(box.size), turn) - angleAboutY(longerSide(reference.size));
  const isSquare = hasSquareFootprint(box.size) || hasSquareFootprint(reference.size);
  const period = isSquare ? Math.PI / 2 : Math.PI;
  const rest = between - period * Math.floor(between / period);
  return Math.min(rest, period - rest);
}

function longerSide([w, , l]: Vec3): Vec3 {
  return w > l ? [1, 0, 0] : [0, 0, 1];
}

function angleAboutY(axis: Vec3, turn?: Quaternion): number {
  const [x, , z] = turn ? rotate<Vec3>(turn, axis) : axis;
  return Math.atan2(x, z);
}
