import { counted } from "#core/counted.ts";
import type { ImportReport, StreamReport } from "#core/scene/import-report.ts";
import { PoseSource } from "#core/scene/pose-source.ts";
import { poseText, streamText } from "./photo-origin.ts";

/** What an import read of each camera of a scan, as names and sentences without a full stop. */
export function streamFacts({ streams, splits }: ImportReport): [name: string, value: string][] {
  return [
    ...streams.map((stream): [string, string] => [
      streamText[stream.stream],
      sentence(stream, streams.length > 1),
    ]),
    ...(splits.length > 0 ? [["Lists", splits.join(", ")] as [string, string]] : []),
  ];
}

function sentence(report: StreamReport, isOneOfMany: boolean): string {
  const { photos, poses, train, test, excluded, absentTrain, absentTest, seenShare } = report;
  const posed = PoseSource.options
    .filter((source) => poses[source])
    .map((source) => `${poses[source]} with ${poseText[source]}`);
  return [
    `${counted(photos, "photo")}: ${posed.join(", ")}`,
    train + test > 0 && `${train} for training, ${test} for testing`,
    excluded > 0 && `${excluded} excluded by the scan`,
    absentTest > 0 && `${counted(absentTest, "test photo")} held out`,
    absentTrain > 0 && `${absentTrain} listed but not there`,
    isOneOfMany && seenShare !== null && `${Math.round(seenShare * 100)} % of the objects seen`,
  ]
    .filter(Boolean)
    .join("; ");
}
