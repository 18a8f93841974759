import { invert } from "#core/geometry/rigid-transform.ts";
import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import type { ImportReport } from "#core/scene/import-report.ts";
import { refuse } from "#core/scene/import-report.ts";
import type { Mesh } from "#core/scene/mesh.ts";
import { checkPoses } from "#core/scene/pose-check.ts";
import { distanceOutside, scanBounds } from "#core/scene/scan-bounds.ts";
import type { ScanFrame, StreamFrames } from "./read-frames.ts";

/** Scans end at walls and doors, and cameras stay close; a lost pose is off by more than a room. */
const outsideMaxMeters = 5;

/**
 * Holds the poses of each stream against the scan, notes its figures in the report, and returns the frames
 * that can be used: none of a stream in a wrong convention, and none with a camera far outside of the scan.
 */
export function checkStreams(
  streams: readonly StreamFrames[],
  mesh: Mesh | null,
  boxes: readonly BoxInWorld[],
  report: ImportReport,
): ScanFrame[] {
  const bounds = scanBounds(mesh, boxes);
  const centers = boxes.map(({ center }) => center);
  const usable: ScanFrame[] = [];
  for (const { stream, frames, poseFile, absentTrain, absentTest } of streams) {
    const cameras = frames.map(({ intrinsics, cameraFromWorld }) => ({
      intrinsics,
      worldFromCamera: invert(cameraFromWorld),
    }));
    const { seenShare, refusal } = checkPoses(cameras, centers);
    if (refusal) {
      refuse(report, poseFile, refusal);
      continue;
    }
    const inside = frames.filter(({ key, image, poseSource }, i) => {
      const away = bounds ? distanceOutside(bounds, cameras[i]!.worldFromCamera.translation) : 0;
      if (away > outsideMaxMeters)
        refuse(
          report,
          image.picture.path,
          `the ${poseSource} pose of ${key} is ${away.toFixed(1)} m outside of everything that was scanned, so it is wrong`,
        );
      return away <= outsideMaxMeters;
    });
    usable.push(...inside);
    const count = (is: (frame: ScanFrame) => boolean) => inside.filter(is).length;
    const bySource = Map.groupBy(inside, ({ poseSource }) => poseSource);
    report.streams.push({
      stream,
      photos: inside.length,
      excluded: count(({ exclusion }) => exclusion !== null),
      poses: Object.fromEntries([...bySource].map(([source, { length }]) => [source, length])),
      train: count(({ split }) => split === "train"),
      test: count(({ split }) => split === "test"),
      absentTrain,
      absentTest,
      seenShare,
    });
    if (seenShare !== null) report.seenShare = Math.max(report.seenShare ?? 0, seenShare);
  }
  return usable;
}
