import { wrapRadians } from "#core/geometry/angle.ts";
import type { ImageRect } from "#core/geometry/projection.ts";
import { frameSide } from "./frame-896.ts";
import type { GsiBox } from "./gsi-box.ts";

/** What the box heads of the detector say of one object; pixels are divided by 896. */
export type BoxHeads = {
  /** Rectangle: centre x, centre y, width, height, 0 to 1. */
  readonly rect: readonly [cx: number, cy: number, width: number, height: number];
  /** Projected centre of the box, 0 to 1. */
  readonly center: readonly [u: number, v: number];
  /** Natural logarithm of the depth in metres. */
  readonly logDepth: number;
  /** Natural logarithms of w, h, l in metres. */
  readonly logSize: readonly [w: number, h: number, l: number];
  /** Scores of the twelve bins of the observation angle, and the offset in each (radians). */
  readonly angleScores: readonly number[];
  readonly angleOffsets: readonly number[];
};

/** Focal lengths and principal point in 896-frame pixels. */
export type Pinhole = {
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
};

/** A decoded detection: rectangle in 896-frame pixels, box in the camera frame. */
export type DecodedBox = { readonly rect: ImageRect; readonly box: GsiBox };

const maxLogDepth = Math.log(100);
const binRadians = (2 * Math.PI) / 12;

/**
 * The box that the heads describe. `seen` is the camera the network worked with: the one it predicted, or
 * the given one where the network itself was told. With `given` beside it (the published evaluator's way)
 * the depth is rescaled to that camera by the ratio of the focal lengths and the centre is placed with it,
 * while the yaw still uses `seen`. The rotation comes from a head of its own: `matrixFromSixNumbers`.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/train_utils.py: decode_bboxes, decode_bboxes_virtual_to_real.
 */
export function decodeHeads(heads: BoxHeads, seen: Pinhole, given?: Pinhole): DecodedBox {
  const [cx, cy, width, height] = heads.rect.map((share) => share * frameSide) as [
    number,
    number,
    number,
    number,
  ];
  const yaw = wrapRadians(Math.atan2(cx - seen.cx, seen.fx) + observationAngle(heads));
  const k = given ?? seen;
  const rescale = given ? Math.sqrt((given.fx * given.fy) / (seen.fx * seen.fx)) : 1;
  const z = rescale * Math.exp(Math.min(maxLogDepth, heads.logDepth));
  const x = ((heads.center[0] * frameSide - k.cx) / k.fx) * z;
  const y = ((heads.center[1] * frameSide - k.cy) / k.fy) * z;
  const [w, h, l] = heads.logSize;
  return {
    rect: [cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2],
    box: [x, y, z, Math.exp(w), Math.exp(h), Math.exp(l), yaw],
  };
}

/** The angle under which the object is seen, radians: that of the best bin (the first of equals) plus its offset. */
function observationAngle({ angleScores, angleOffsets }: BoxHeads): number {
  const bin = angleScores.indexOf(Math.max(...angleScores));
  return bin * binRadians + angleOffsets[bin]!;
}
