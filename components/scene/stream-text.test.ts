import { expect, test } from "vitest";
import { streamFigures } from "./stream-text.ts";

test("says what there is of a camera, and nothing of what there is not", () => {
  const bare = {
    stream: "dslr" as const,
    photos: 3,
    excluded: 0,
    poses: { colmap: 2, nerfstudio: 1 },
    train: 0,
    test: 0,
    absentTrain: 0,
    absentTest: 0,
    seenShare: null,
  };
  expect(streamFigures(bare)).toEqual(["3 photos", "2 poses by COLMAP", "1 pose from nerfstudio"]);
  expect(
    streamFigures({ ...bare, excluded: 1, train: 2, test: 1, absentTest: 4, seenShare: 0.5 }),
  ).toEqual([
    "3 photos",
    "2 poses by COLMAP",
    "1 pose from nerfstudio",
    "1 that the scan says not to use",
    "2 for training",
    "1 for testing",
    "4 held out for testing",
    "sees 50 % of the objects",
  ]);
});
