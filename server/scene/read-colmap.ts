import { readColmapCamera } from "#core/scene/colmap-camera.ts";
import { readColmapPose } from "#core/scene/colmap-pose.ts";
import type { ImportReport } from "#core/scene/import-report.ts";
import { refuse } from "#core/scene/import-report.ts";
import type { ScanCamera } from "#core/scene/scan-camera.ts";
import { AppError } from "../errors.ts";
import type { PoseEntry, PoseFile } from "./pose-file.ts";
import { readLineHeads } from "./read-line-heads.ts";
import type { ScanFile } from "./scan-folder.ts";

type Problem = { readonly problem: string };

/**
 * The refined poses of COLMAP's `images.txt`, with the cameras of the `cameras.txt` beside it. Each photo has
 * two lines; the second, its image points, may be blank and is passed over.
 */
export async function readColmap(
  images: ScanFile,
  cameras: ScanFile | null,
  report: ImportReport,
): Promise<PoseFile> {
  const cameraOf = cameras
    ? await readCameras(cameras, report)
    : new Map<string, ScanCamera | Problem>();
  const entries = new Map<string, PoseEntry>();
  let isPoseLine = true;
  for await (const { number, text, isCut } of readLineHeads(images.path)) {
    if (text.startsWith("#")) continue;
    // A blank line in the place of a pose is only the end of the file.
    if (isPoseLine && text.trim() !== "") {
      const pose = isCut ? null : readColmapPose(text);
      if (!pose)
        throw new AppError("INVALID", `line ${number} is not the pose of a photo: copy it again`);
      const { frameKey, cameraId, cameraFromWorld } = pose;
      const unknown = { problem: `there is no camera ${cameraId.slice(0, 20)} in cameras.txt` };
      const camera = cameras ? (cameraOf.get(cameraId) ?? unknown) : null;
      entries.set(frameKey, { cameraFromWorld, camera });
    }
    isPoseLine = !isPoseLine;
  }
  if (entries.size === 0) throw new AppError("INVALID", "it names no photo: copy it again");
  return { source: "colmap", shown: images.shown, entries };
}

async function readCameras(
  { shown, path }: ScanFile,
  report: ImportReport,
): Promise<Map<string, ScanCamera | Problem>> {
  const cameras = new Map<string, ScanCamera | Problem>();
  for await (const { text, isCut } of readLineHeads(path)) {
    if (text.startsWith("#") || text.trim() === "") continue;
    const read = isCut ? { problem: "its camera has too many parameters" } : readColmapCamera(text);
    const id = /^\s*(\S+)/.exec(text)?.[1] ?? "";
    cameras.set(id, "problem" in read ? read : read.camera);
    if ("problem" in read)
      refuse(report, shown, `camera ${id.slice(0, 20)} cannot be used: ${read.problem}`);
  }
  if (cameras.size === 0) refuse(report, shown, "it describes no camera: copy it again");
  return cameras;
}
