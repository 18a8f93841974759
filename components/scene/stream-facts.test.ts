import { expect, it } from "vitest";
import { emptyImportReport } from "#core/scene/import-report.ts";
import { streamFacts } from "./stream-facts.ts";

const none = { excluded: 0, train: 0, test: 0, absentTrain: 0, absentTest: 0 };

it("tells what was read of each camera and what was held out on purpose", () => {
  const report = {
    ...emptyImportReport(),
    splits: ["nvs_sem_train"],
    streams: [
      {
        ...none,
        stream: "iphone" as const,
        photos: 40,
        poses: { aligned_pose: 36, colmap: 4 },
        seenShare: 1,
      },
      {
        stream: "dslr" as const,
        photos: 3,
        poses: { nerfstudio: 3 },
        excluded: 1,
        train: 2,
        test: 1,
        absentTrain: 0,
        absentTest: 5,
        seenShare: 0.5,
      },
    ],
  };
  expect(streamFacts(report)).toEqual([
    ["Phone", "40 photos: 4 with COLMAP pose, 36 with phone's own pose; 100 % of the objects seen"],
    [
      "DSLR",
      "3 photos: 3 with nerfstudio pose; 2 for training, 1 for testing; 1 excluded by the scan; 5 test photos held out; 50 % of the objects seen",
    ],
    ["Lists", "nvs_sem_train"],
  ]);
  expect(streamFacts(emptyImportReport())).toEqual([]);
});
