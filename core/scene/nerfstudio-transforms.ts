import * as z from "zod";
import type { RigidTransform } from "#core/geometry/rigid-transform.ts";
import { scanPoseFromNerfstudio } from "./nerfstudio-pose.ts";
import type { ScanCamera } from "./scan-camera.ts";
import { frameKeyOf } from "./scan-names.ts";
import { readPoseMatrix } from "./scan-pose.ts";

const coefficient = z.number().default(0);

const File = z.object({
  camera_model: z.enum(["PINHOLE", "OPENCV", "OPENCV_FISHEYE"]).default("OPENCV"),
  fl_x: z.number().positive(),
  fl_y: z.number().positive(),
  cx: z.number(),
  cy: z.number(),
  w: z.number().int().positive(),
  h: z.number().int().positive(),
  k1: coefficient,
  k2: coefficient,
  k3: coefficient,
  k4: coefficient,
  frames: z.array(z.unknown()),
  test_frames: z.array(z.unknown()).default([]),
});
const Entry = z.object({ file_path: z.string().min(1), is_bad: z.boolean().default(false) });

/** A photo that the file lists. Its pose is in the scan's world, camera-to-world, OpenCV axes. */
export type TransformsFrame = {
  readonly frameKey: string;
  /** Blurred or badly registered, as its makers found. */
  readonly isBad: boolean;
  readonly split: "train" | "test";
  readonly pose: RigidTransform<"World", "Camera"> | { readonly problem: string };
};

/** What the importer reads of a `nerfstudio/transforms.json`. Other keys are ignored. */
export type Transforms = {
  readonly camera: ScanCamera;
  readonly frames: readonly TransformsFrame[];
  /** Entries that name no photo, as sentences. */
  readonly problems: readonly string[];
};

/**
 * Reads a parsed `transforms.json` or `transforms_undistorted.json`. A bad frame costs that frame; returns
 * what is wrong as a sentence when the file as a whole cannot be used. OPENCV counts as a pinhole.
 */
export function readTransforms(parsed: unknown): Transforms | { readonly problem: string } {
  const file = File.safeParse(parsed);
  if (!file.success) {
    const { path, message } = file.error.issues[0]!;
    return { problem: path.length > 0 ? `${path.join(".")} is not usable: ${message}` : message };
  }
  const { fl_x: fx, fl_y: fy, cx, cy, w: width, h: height, k1, k2, k3, k4 } = file.data;
  const frames: TransformsFrame[] = [];
  const problems: string[] = [];
  for (const list of ["frames", "test_frames"] as const)
    for (const [index, stored] of file.data[list].entries()) {
      const entry = Entry.safeParse(stored);
      if (!entry.success) {
        problems.push(`${list}[${index}] has no usable file_path or is_bad`);
        continue;
      }
      const pose = readPoseMatrix(stored, "transform_matrix");
      frames.push({
        frameKey: frameKeyOf(entry.data.file_path),
        isBad: entry.data.is_bad,
        split: list === "frames" ? "train" : "test",
        pose: "problem" in pose ? pose : scanPoseFromNerfstudio(pose),
      });
    }
  const camera: ScanCamera =
    file.data.camera_model === "OPENCV_FISHEYE"
      ? { model: "fisheye", fisheye: { fx, fy, cx, cy, k: [k1, k2, k3, k4], width, height } }
      : { model: "pinhole", pinhole: { fx, fy, cx, cy }, size: { width, height } };
  return { camera, frames, problems };
}
