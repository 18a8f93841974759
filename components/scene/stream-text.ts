import type { FrameStream } from "#core/frame/frame-image.ts";
import type { StreamReport } from "#core/scene/import-report.ts";
import type { PoseSource } from "#core/scene/pose-source.ts";

/** What people call the cameras of a scan. */
export const streamText: Record<FrameStream, string> = {
  iphone: "Phone",
  dslr: "DSLR",
  photos: "Photos",
};

/** Where a pose comes from, to follow "pose". */
export const poseText: Record<PoseSource, string> = {
  colmap: "by COLMAP",
  aligned_pose: "by the phone (aligned_pose)",
  nerfstudio: "from nerfstudio",
  stated: "as stated",
  assumed: "assumed level",
};

/** The figures of one camera, in a few words each. */
export function streamFigures(report: StreamReport): string[] {
  const { photos, excluded, poses, train, test, absentTrain, absentTest, seenShare } = report;
  const several = (count: number, text: string) => (count > 0 ? [`${count} ${text}`] : []);
  return [
    `${photos} photos`,
    ...Object.entries(poses).map(
      ([source, count]) =>
        `${count} ${count === 1 ? "pose" : "poses"} ${poseText[source as PoseSource]}`,
    ),
    ...several(excluded, "that the scan says not to use"),
    ...several(train, "for training"),
    ...several(test, "for testing"),
    ...several(absentTrain, "listed for training but not there"),
    ...several(absentTest, "held out for testing"),
    ...(seenShare === null ? [] : [`sees ${Math.round(100 * seenShare)} % of the objects`]),
  ];
}
