import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { readColmapPose } from "#core/scene/colmap-pose.ts";
import { AppError } from "../errors.ts";

/**
 * The refined poses of COLMAP's `images.txt`, by frame key. Each photo has two lines, the second (its
 * image points, which may be none) is passed over. Read as a stream: those lines are very long.
 */
export async function readColmapPoses(path: string): Promise<Map<string, CameraFromWorld>> {
  const poses = new Map<string, CameraFromWorld>();
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  let isPoseLine = true;
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.startsWith("#")) continue;
    // A blank line in the place of a pose is only the end of the file.
    if (isPoseLine && line.trim() !== "") {
      const pose = readColmapPose(line);
      if (!pose)
        throw new AppError("INVALID", `line ${number} is not the pose of a photo: copy it again`);
      poses.set(pose.frameKey, pose.cameraFromWorld);
    }
    isPoseLine = !isPoseLine;
  }
  return poses;
}
