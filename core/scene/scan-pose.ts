import * as z from "zod";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { orthonormalize, rotationError } from "#core/geometry/quaternion.ts";
import type { RigidTransform } from "#core/geometry/rigid-transform.ts";
import { transformFromMatrix } from "#core/geometry/rigid-transform.ts";
import { Vec3 } from "#core/geometry/space.ts";
import { cross, dot } from "#core/geometry/vector.ts";

const Row4 = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const lastRow = z.tuple([z.literal(0), z.literal(0), z.literal(0), z.literal(1)]);
const toleranceOfRotation = 1e-3;

/** A camera-to-world matrix as pose files store it: four rows, the last [0, 0, 0, 1]. */
export const PoseMatrix = z.tuple([Row4, Row4, Row4, lastRow]);

/** A 3x3 pinhole matrix in pixels: positive focal lengths, no skew. It does not say to which image size it belongs. */
export const PinholeMatrix = z
  .tuple([Vec3, Vec3, Vec3])
  .refine(
    ([[fx, skew], [below, fy], [g, h, i]]) =>
      fx > 0 && fy > 0 && Math.abs(skew) < 1e-6 && below === 0 && g === 0 && h === 0 && i === 1,
    "not of the form [[fx, 0, cx], [0, fy, cy], [0, 0, 1]] with positive fx and fy",
  );

/** Camera pose and pinhole matrix of one photo, as read from a scan. */
export type ScanPose = {
  readonly worldFromCamera: RigidTransform<"World", "Camera">;
  readonly pinhole: Omit<Intrinsics, "width" | "height">;
};

/**
 * One entry of `pose_intrinsic_imu.json`: `aligned_pose` (camera-to-world in the scan's world, metres,
 * OpenCV axes) and `intrinsic` (pixels). Returns what is wrong as a sentence instead of throwing: one bad
 * entry is no reason to lose the others.
 */
export function readScanPose(entry: unknown): ScanPose | { readonly problem: string } {
  const pose = readPoseMatrix(entry, "aligned_pose");
  if ("problem" in pose) return pose;
  const parsed = readField(entry, "intrinsic", PinholeMatrix);
  if ("problem" in parsed) return parsed;
  return { worldFromCamera: pose, pinhole: pinholeFromMatrix(parsed.value) };
}

/** The focal lengths and the principal point of a pinhole matrix, pixels. */
export function pinholeFromMatrix(
  matrix: z.infer<typeof PinholeMatrix>,
): Omit<Intrinsics, "width" | "height"> {
  return { fx: matrix[0][0], fy: matrix[1][1], cx: matrix[0][2], cy: matrix[1][2] };
}

/**
 * The camera-to-world matrix (four rows, metres) in a field of an entry of a pose file, in whatever world
 * and with whatever camera axes the file has; see {@link poseFromMatrix}. Returns what is wrong as a
 * sentence instead of throwing.
 */
export function readPoseMatrix(
  entry: unknown,
  field: string,
): RigidTransform<"World", "Camera"> | { readonly problem: string } {
  const parsed = readField(entry, field, PoseMatrix);
  if ("problem" in parsed) return parsed;
  const pose = poseFromMatrix(parsed.value);
  return "problem" in pose ? { problem: `${field} ${pose.problem}` } : pose;
}

/**
 * The motion that a camera-to-world matrix (metres) states. It must be rigid within 1e-3 and comes back
 * exactly orthonormal; otherwise what is wrong, as the end of a sentence.
 */
export function poseFromMatrix([a, b, c]: z.infer<typeof PoseMatrix>):
  | RigidTransform<"World", "Camera">
  | { readonly problem: string } {
  const rotation: Matrix3 = [
    [a[0], a[1], a[2]],
    [b[0], b[1], b[2]],
    [c[0], c[1], c[2]],
  ];
  const determinant = dot(cross(rotation[0], rotation[1]), rotation[2]);
  if (Math.abs(determinant - 1) > toleranceOfRotation)
    return { problem: `is not rigid: its determinant is ${determinant.toFixed(4)}, not 1` };
  const error = rotationError(rotation);
  if (error > toleranceOfRotation)
    return {
      problem: `is not rigid: its axes are off right angles or unit length by ${error.toFixed(4)}`,
    };
  return transformFromMatrix<"World", "Camera">(orthonormalize(rotation), [a[3], b[3], c[3]]);
}

/**
 * What is wrong with using `pinhole` for an image of this size, or null. Scans do not store the size a
 * matrix belongs to, so it is told by its principal point: further than a fifth of the side from the
 * middle means that the image was resized and the matrix was not.
 */
export function pinholeMismatch(
  pinhole: ScanPose["pinhole"],
  width: number,
  height: number,
): string | null {
  const { fx, fy, cx, cy } = pinhole;
  const figures = `focal length ${Math.round(fx)}, principal point (${Math.round(cx)}, ${Math.round(cy)})`;
  if (Math.abs(cx - width / 2) > width / 5 || Math.abs(cy - height / 2) > height / 5)
    return (
      `the intrinsic matrix (${figures}) does not belong to a ${width}x${height} image but to one of about ` +
      `${Math.round(2 * cx)}x${Math.round(2 * cy)}: give the photos in that size or scale the matrix`
    );
  if (fx < width / 10 || fx > width * 20 || fy < height / 10 || fy > height * 20)
    return `the intrinsic matrix (${figures}) makes no sense for a ${width}x${height} image`;
  return null;
}

function readField<Value>(
  entry: unknown,
  field: string,
  schema: z.ZodType<Value>,
): { readonly value: Value } | { readonly problem: string } {
  if (typeof entry !== "object" || entry === null) return { problem: "the entry is not an object" };
  const value = (entry as Record<string, unknown>)[field];
  if (value === undefined) return { problem: `${field} is missing` };
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  if (JSON.stringify(value, replacer).includes(notFinite))
    return { problem: `${field} has a number that is not finite (NaN or infinite)` };
  return { problem: `${field} is not usable: ${parsed.error.issues[0]!.message}` };
}

const notFinite = "not finite";

function replacer(_key: string, value: unknown): unknown {
  return value === null || (typeof value === "number" && !Number.isFinite(value))
    ? notFinite
    : value;
}
