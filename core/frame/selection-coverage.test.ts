import { expect, it } from "vitest";
import type { SelectionDetail } from "./selection.ts";
import { selectionCoverage } from "./selection-coverage.ts";

const outcome = (kept: boolean, ...shownKeys: string[]) => ({
  kept,
  detail: {
    group: 0,
    attempt: 1,
    measured: { sharpness: 0.7, shownKeys, maskedShare: 0 },
    reasons: [{ kind: "kept", text: "-" }],
  } satisfies SelectionDetail,
});

it("coverage counts movable objects only, and says which rejected photos would show the rest", () => {
  const objects = [
    { key: "1", label: "chair" },
    { key: "2", label: "lamp" },
    { key: "3", label: "wall" },
    { key: "4", label: "plant" },
  ];
  const outcomes = new Map([
    ["a", outcome(true, "1")],
    ["b", outcome(false, "1", "2")],
  ]);
  expect(selectionCoverage(objects, outcomes, [])).toEqual({
    movableCount: 3,
    shownCount: 1,
    uncovered: [
      { key: "2", label: "lamp", shownByRejected: ["b"] },
      { key: "4", label: "plant", shownByRejected: [] },
    ],
  });
  expect(selectionCoverage(objects, outcomes, ["wall"])).toMatchObject({
    movableCount: 4,
    uncovered: [{ key: "2" }, { key: "3" }, { key: "4" }],
  });
});
