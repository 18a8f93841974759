import type { FrameDepth, FrameImage, FrameStream } from "#core/frame/frame-image.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { invert } from "#core/geometry/rigid-transform.ts";
import { distance } from "#core/geometry/vector.ts";
import type { ImportReport } from "#core/scene/import-report.ts";
import { refuse } from "#core/scene/import-report.ts";
import type { ScanPose } from "#core/scene/scan-pose.ts";
import { pinholeMismatch, readScanPose } from "#core/scene/scan-pose.ts";
import { AppError, messageOf } from "../errors.ts";
import { countPackedDepth } from "./count-packed-depth.ts";
import { readColmapPoses } from "./read-colmap-poses.ts";
import { readJsonFile } from "./read-json-file.ts";
import type { Inventory, ScanImage } from "./take-inventory.ts";
import { scanParts } from "./take-inventory.ts";

/** COLMAP moves a camera by centimetres; more means another world. */
const refinementMaxMeters = 0.5;

/** A photo of a scan, with everything that is known about its camera. */
export type ScanFrame = {
  /** The name of the photo without its ending: unique in the scene. */
  key: string;
  /** Its place in the walk of its stream. */
  number: number;
  stream: FrameStream;
  image: FrameImage;
  depth: FrameDepth | null;
  /** What the scan's own lists take it for. */
  split: "train" | "test" | null;
  /** Why the scan itself says not to use it. */
  exclusion: string | null;
  /** The pinhole camera of the photo as the studio shows it. */
  intrinsics: Intrinsics;
  cameraFromWorld: CameraFromWorld;
  /** `colmap`: refined from the photos. `aligned_pose`: the phone's own, warped onto the scan; less exact. */
  poseSource: "colmap" | "aligned_pose";
};

/** Matches photos with their poses by name. What does not match or makes no sense is refused frame by frame. */
export async function readFrames(inventory: Inventory, report: ImportReport): Promise<ScanFrame[]> {
  const entries = await readPoseFile(inventory);
  report.read.poses = entries.size;
  const depthOf = new Map(inventory.depthMaps.map((depth) => [depth.key, depth]));
  const packedFrames = await countPackedDepth(inventory, report);
  const frames: ScanFrame[] = [];
  for (const photo of inventory.photos) {
    const pose = poseOf(entries, photo);
    if ("problem" in pose) {
      refuse(report, photo.shown, pose.problem);
      continue;
    }
    const { key, number, width, height } = photo;
    const depth = depthOf.get(key);
    frames.push({
      key,
      number,
      stream: "iphone",
      image: { picture: { kind: "file", path: photo.shown }, fisheye: null, mask: null },
      depth: depth
        ? { kind: "png", path: depth.shown }
        : number < packedFrames
          ? { kind: "packed", path: inventory.packedDepth!.shown, index: number }
          : null,
      split: null,
      exclusion: null,
      intrinsics: { ...pose.pinhole, width, height },
      cameraFromWorld: invert(pose.worldFromCamera),
      poseSource: "aligned_pose",
    });
  }
  warnOfPosesWithoutPhoto(entries, inventory, report);
  return refinePoses(frames, inventory, report);
}

async function readPoseFile(inventory: Inventory): Promise<Map<string, unknown>> {
  const file = inventory.parts.poses;
  if (!file)
    throw new AppError("INVALID", "there is no such file: without poses no photo can be used");
  const parsed = await readJsonFile(file.path);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new AppError("INVALID", "the file is not an object with one entry a frame");
  return new Map(Object.entries(parsed));
}

/** Takes COLMAP's poses where there are some; a file that cannot be used costs only the refinement. */
async function refinePoses(
  frames: ScanFrame[],
  inventory: Inventory,
  report: ImportReport,
): Promise<ScanFrame[]> {
  const file = inventory.parts.colmap;
  if (!file) return frames;
  try {
    const poses = await readColmapPoses(file.path);
    const refined = frames.map((frame): ScanFrame => {
      const cameraFromWorld = poses.get(frame.key);
      return cameraFromWorld ? { ...frame, cameraFromWorld, poseSource: "colmap" } : frame;
    });
    const offsets = frames.map((frame, i) =>
      distance(
        invert(frame.cameraFromWorld).translation,
        invert(refined[i]!.cameraFromWorld).translation,
      ),
    );
    const far = offsets.filter((offset) => offset > refinementMaxMeters).length;
    if (2 * far > refined.filter((frame) => frame.poseSource === "colmap").length)
      throw new AppError(
        "INVALID",
        `its cameras are up to ${Math.max(...offsets).toFixed(1)} m away from the phone's own poses, so it is not in the scan's world`,
      );
    return refined;
  } catch (error) {
    refuse(report, file.shown, `${messageOf(error)}. The phone's own poses are used`);
    return frames;
  }
}

function poseOf(
  entries: ReadonlyMap<string, unknown>,
  photo: ScanImage,
): ScanPose | { problem: string } {
  if (!entries.has(photo.key))
    return { problem: `there is no pose "${photo.key}" in ${scanParts.poses}` };
  const pose = readScanPose(entries.get(photo.key));
  if ("problem" in pose)
    return { problem: `its entry in ${scanParts.poses} cannot be used: ${pose.problem}` };
  const mismatch = pinholeMismatch(pose.pinhole, photo.width, photo.height);
  return mismatch ? { problem: mismatch } : pose;
}

/** Phones record every video frame's pose and people extract some of the photos, so this is no fault. */
function warnOfPosesWithoutPhoto(
  entries: ReadonlyMap<string, unknown>,
  inventory: Inventory,
  report: ImportReport,
): void {
  const photos = new Set(inventory.photos.map((photo) => photo.key));
  const alone = [...entries.keys()].filter((key) => !photos.has(key));
  if (alone.length > 0)
    report.warnings.push(
      `${alone.length} of ${entries.size} poses have no usable photo (the first: ${alone[0]!.slice(0, 60)})`,
    );
}
