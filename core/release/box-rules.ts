import { wrapRadians } from "#core/geometry/angle.ts";
import type { ImageRect } from "#core/geometry/projection.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { rotationError } from "#core/geometry/quaternion.ts";
import type { ImageSize } from "#core/metric/frame-896.ts";
import { frame896 } from "#core/metric/frame-896.ts";
import type { GsiBox } from "#core/metric/gsi-box.ts";
import { gsiBoxCorners, gsiBoxToImage } from "#core/metric/gsi-box.ts";
import { yawFromMatrix } from "#core/metric/gsi-rotation.ts";
import type { Violation } from "./violation.ts";
import { violation } from "./violation.ts";

const rotationErrorMax = 1e-4;
const yawErrorRadiansMax = 1e-3;
const yawMarginRadians = 0.1;

/** A rotation matrix of an edit file, with the name of its field. */
export type NamedRotation = { readonly field: string; readonly rotation: Matrix3 };

/** A box of an edit file, with the name of its field. */
export type NamedBox = { readonly field: string; readonly box: GsiBox };

/** The rule for a rotation matrix by itself. */
export function checkRotation(file: string, { field, rotation }: NamedRotation): Violation[] {
  const error = rotationError(rotation);
  if (error <= rotationErrorMax) return [];
  const how = error === 2 ? "mirrors" : `is off by ${error.toPrecision(2)}`;
  return [
    violation(
      "rotation-proper",
      file,
      field,
      `${file}: ${field} is no proper rotation matrix (it ${how})`,
    ),
  ];
}

/** The rules for the numbers of a box by themselves. */
export function checkBoxNumbers(file: string, { field, box }: NamedBox): Violation[] {
  const [, , , w, h, l, yaw] = box;
  const found: Violation[] = [];
  if (!(Math.min(w, h, l) > 0)) {
    found.push(
      violation("box-size", file, field, `${file}: ${field} has the size ${w} x ${h} x ${l} m`),
    );
  }
  const yawField = `${field}[6]`;
  if (!(yaw >= -Math.PI && yaw < Math.PI)) {
    found.push(
      violation("yaw-range", file, yawField, `${file}: ${yawField} is ${yaw}, not in [-pi, pi)`),
    );
  } else if (Math.PI - Math.abs(yaw) < yawMarginRadians) {
    found.push(
      violation(
        "yaw-margin",
        file,
        yawField,
        `${file}: ${yawField} is ${yaw.toFixed(3)}: a detector that says the same with the other sign is taken to have lost the object`,
      ),
    );
  }
  return found;
}

/** The rule that the yaw of a box is the heading of its matrix. */
export function checkYaw(file: string, { field, box }: NamedBox, rotation: Matrix3): Violation[] {
  const heading = yawFromMatrix(rotation);
  if (Math.abs(wrapRadians(box[6] - heading)) <= yawErrorRadiansMax) return [];
  const yawField = `${field}[6]`;
  return [
    violation(
      "yaw-matrix",
      file,
      yawField,
      `${file}: ${yawField} is ${box[6].toFixed(4)}, its matrix faces ${heading.toFixed(4)}`,
    ),
  ];
}

/**
 * The rule that a box lies before the camera and reaches into the picture. `k` is in pixels of the 896
 * frame; the part of it that holds picture follows from the size of the source.
 */
export function checkInPicture(
  file: string,
  { field, box }: NamedBox,
  rotation: Matrix3,
  k: Matrix3,
  image: ImageSize,
): Violation[] {
  if (gsiBoxCorners(box, rotation).some(([, , z]) => z <= 0)) {
    return [
      violation(
        "box-in-picture",
        file,
        field,
        `${file}: ${field} reaches behind the camera, where its rectangle means nothing`,
      ),
    ];
  }
  const rect = gsiBoxToImage(box, rotation, k);
  if (reachesInto(rect, frame896(image).content)) return [];
  return [
    violation(
      "box-in-picture",
      file,
      field,
      `${file}: ${field} projects to (${rect.map((value) => value.toFixed(0)).join(", ")}) in the 896 frame, outside the picture`,
    ),
  ];
}

function reachesInto([x1, y1, x2, y2]: ImageRect, { width, height }: ImageSize): boolean {
  return x2 > 0 && y2 > 0 && x1 < width && y1 < height;
}
