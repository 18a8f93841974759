import type { Intrinsics } from "#core/geometry/camera.ts";
import { matrixFromIntrinsics } from "#core/geometry/camera.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import type { ImageSize } from "#core/metric/frame-896.ts";
import { frame896, intrinsicsIn896 } from "#core/metric/frame-896.ts";
import { PublishedEdit } from "./published-edit.ts";
import type { Violation } from "./violation.ts";
import { violation } from "./violation.ts";

const field = "camera_intrinsics";
const StatedCamera = PublishedEdit.pick({ [field]: true });
const offCentreShareMax = 0.15;
const pixelErrorMax = 1e-6;
/** Matrices of one photo that were rounded differently are no different cameras. */
const sharedPixelErrorMax = 0.5;

/** The rule for the shape of a camera matrix. */
export function checkCameraForm(file: string, k: Matrix3): Violation[] {
  const [[fx, skew, cx], [zero, fy, cy], last] = k;
  const sound = fx > 0 && fy > 0 && skew === 0 && zero === 0 && Number.isFinite(cx + cy);
  if (sound && last[0] === 0 && last[1] === 0 && last[2] === 1) return [];
  return [
    violation(
      "camera-form",
      file,
      field,
      `${file}: ${field} must be [[fx, 0, cx], [0, fy, cy], [0, 0, 1]] with positive focal lengths`,
    ),
  ];
}

/**
 * The rule for the pixels of a camera matrix. The principal point must lie in the part of the 896 frame
 * that holds picture. Within it a point far off the middle is taken for one of another frame when it sits
 * in the middle of that other one: that is how unscaled source matrices look.
 */
export function checkCameraFrame(file: string, k: Matrix3, image: ImageSize): Violation[] {
  const [cx, cy] = [k[0][2], k[1][2]];
  const { content } = frame896(image);
  const inside = cx > 0 && cy > 0 && cx < content.width && cy < content.height;
  const offCentre = offCentreShare(cx, cy, content);
  const ofSource = offCentreShare(cx, cy, image) < offCentre && offCentre > offCentreShareMax;
  if (inside && !ofSource) return [];
  const where = `(${cx.toFixed(1)}, ${cy.toFixed(1)})`;
  const expected = `around (${content.width / 2}, ${content.height / 2})`;
  const guess = ofSource ? `, it fits the ${image.width}x${image.height} source picture` : "";
  return [
    violation(
      "camera-frame",
      file,
      field,
      `${file}: the principal point ${where} of ${field} is not in the 896 frame, where it would be ${expected}${guess}`,
    ),
  ];
}

/** The rule that a camera matrix is the one of the photo, `camera` in pixels of the photo. */
export function checkCameraOfPhoto(file: string, k: Matrix3, camera: Intrinsics): Violation[] {
  const expected = matrixFromIntrinsics(intrinsicsIn896(camera)).flat();
  const error = Math.max(...k.flat().map((value, i) => Math.abs(value - (expected[i] ?? 0))));
  if (error <= pixelErrorMax) return [];
  return [
    violation(
      "camera-frame",
      file,
      field,
      `${file}: ${field} is not the photo's camera in the 896 frame (off by ${error.toPrecision(3)} pixels)`,
    ),
  ];
}

/**
 * The rule that the edits of one photo state one camera: that of the first of them. `json` is the parsed
 * content of an edit file; one whose matrix cannot be read has been reported, and is passed over.
 */
export function checkSharedCamera(
  edits: readonly { readonly file: string; readonly json: unknown }[],
): Violation[] {
  const stated = edits.flatMap(({ file, json }) => {
    const read = StatedCamera.safeParse(json);
    return read.success ? [{ file, numbers: read.data.camera_intrinsics.flat() }] : [];
  });
  const [first, ...others] = stated;
  if (!first) return [];
  return others.flatMap(({ file, numbers }) => {
    const error = Math.max(...numbers.map((value, i) => Math.abs(value - (first.numbers[i] ?? 0))));
    if (error <= sharedPixelErrorMax) return [];
    return violation(
      "camera-shared",
      file,
      field,
      `${file}: ${field} is not that of ${first.file} (off by ${error.toPrecision(3)} pixels), and a photo has one camera: one of the two is wrong`,
    );
  });
}

function offCentreShare(cx: number, cy: number, { width, height }: ImageSize): number {
  return Math.max(Math.abs(cx / width - 0.5), Math.abs(cy / height - 0.5));
}
