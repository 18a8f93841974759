import type { FrameDepth, FrameImage, FrameStream } from "#core/frame/frame-image.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import type { ImportReport } from "#core/scene/import-report.ts";
import { refuse } from "#core/scene/import-report.ts";
import type { PoseSource } from "#core/scene/pose-source.ts";
import { readDslrFrames } from "./read-dslr-frames.ts";
import { readIphoneFrames } from "./read-iphone-frames.ts";
import type { Inventory } from "./take-inventory.ts";

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
  poseSource: PoseSource;
};

/** The photos of one camera of a scan. */
export type StreamFrames = {
  stream: FrameStream;
  frames: ScanFrame[];
  /** Photos that the scan's lists name and that are not there. */
  absentTrain: number;
  absentTest: number;
  /** How many photos the stream's files state a pose for. */
  poseCount: number;
  /** The file that is to blame when its poses are in a wrong convention. */
  poseFile: string;
};

/** Matches the photos of each stream with their poses by name. What does not match or makes no sense is refused frame by frame. */
export async function readFrames(
  inventory: Inventory,
  report: ImportReport,
): Promise<StreamFrames[]> {
  const iphone = await readIphoneFrames(inventory, report);
  const dslr = await readDslrFrames(inventory, report);
  const taken = new Set(iphone?.frames.map(({ key }) => key));
  if (dslr)
    dslr.frames = dslr.frames.filter(({ key, image }) => {
      if (taken.has(key))
        refuse(report, image.picture.path, "a photo of the phone has the same name");
      return !taken.has(key);
    });
  return [iphone, dslr].filter((stream) => stream !== null);
}
