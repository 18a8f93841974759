import { invert } from "#core/geometry/rigid-transform.ts";
import { distance } from "#core/geometry/vector.ts";
import type { ImportReport } from "#core/scene/import-report.ts";
import { refuse } from "#core/scene/import-report.ts";
import type { Transforms } from "#core/scene/nerfstudio-transforms.ts";
import { readTransforms } from "#core/scene/nerfstudio-transforms.ts";
import { readScanPose } from "#core/scene/scan-pose.ts";
import { AppError, messageOf } from "../errors.ts";
import type { PoseEntry, PoseFile } from "./pose-file.ts";
import { readColmap } from "./read-colmap.ts";
import { readJsonFile } from "./read-json-file.ts";
import type { ScanFile } from "./scan-folder.ts";

/** COLMAP moves a camera by centimetres; more means another world. */
const refinementMaxMeters = 0.5;

/** Reads a file, if it is there; what is wrong with it as a whole is reported, and costs that file. */
export async function readIfThere<Result>(
  file: ScanFile | null,
  report: ImportReport,
  read: (file: ScanFile) => Promise<Result>,
): Promise<Result | null> {
  if (!file) return null;
  return read(file).catch((error: unknown) => {
    refuse(report, file.shown, messageOf(error));
    return null;
  });
}

/** The poses that the phone recorded, warped onto the scan, each with the camera at that moment. */
export async function readAlignedPoses(file: ScanFile): Promise<PoseFile> {
  const parsed = await readJsonFile(file.path);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new AppError("INVALID", "the file is not an object with one entry a frame");
  const entries = Object.entries(parsed).map(([key, stored]): [string, PoseEntry] => {
    const pose = readScanPose(stored);
    if ("problem" in pose) return [key, { cameraFromWorld: pose, camera: pose }];
    return [
      key,
      {
        cameraFromWorld: invert(pose.worldFromCamera),
        camera: { model: "pinhole", pinhole: pose.pinhole, size: null },
      },
    ];
  });
  return { source: "aligned_pose", shown: file.shown, entries: new Map(entries) };
}

/** COLMAP's poses, refused when most of its cameras are far from where another source has them. */
export async function readRefinedPoses(
  file: ScanFile,
  cameras: ScanFile | null,
  known: PoseFile | null,
  report: ImportReport,
): Promise<PoseFile> {
  const refined = await readColmap(file, cameras, report);
  const offsets = [...refined.entries].flatMap(([key, { cameraFromWorld: pose }]) => {
    const other = known?.entries.get(key)?.cameraFromWorld;
    return !other || "problem" in pose || "problem" in other
      ? []
      : [distance(invert(pose).translation, invert(other).translation)];
  });
  const far = offsets.filter((offset) => offset > refinementMaxMeters);
  if (2 * far.length > offsets.length)
    throw new AppError(
      "INVALID",
      `its cameras are up to ${far.reduce((a, b) => Math.max(a, b)).toFixed(1)} m away from the phone's own poses, so it is not in the scan's world. The phone's own poses are used`,
    );
  return refined;
}

/** A file in nerfstudio's form, with its entries as poses. */
export async function readTransformsFile(
  file: ScanFile,
  report: ImportReport,
): Promise<Transforms & { poses: PoseFile }> {
  const transforms = readTransforms(await readJsonFile(file.path));
  if ("problem" in transforms) throw new AppError("INVALID", transforms.problem);
  for (const problem of transforms.problems) refuse(report, file.shown, problem);
  const entries = transforms.frames.map(({ frameKey, pose }): [string, PoseEntry] => [
    frameKey,
    {
      cameraFromWorld: "problem" in pose ? pose : invert(pose),
      camera: transforms.camera,
    },
  ]);
  const poses: PoseFile = {
    source: "nerfstudio",
    shown: file.shown,
    entries: new Map(entries),
  };
  return { ...transforms, poses };
}
