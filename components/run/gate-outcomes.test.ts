import { expect, test } from "vitest";
import { causeCounts, gateOutcomes } from "./gate-outcomes.ts";

test("candidates are counted by where they went, rules and models apart", () => {
  expect(
    gateOutcomes([
      { gate: "rules", verdict: "drop", count: 5, audited: 0 },
      { gate: "seer", verdict: "keep", count: 20, audited: 0 },
      { gate: "seer", verdict: "unsure", count: 3, audited: 0 },
      { gate: "seer", verdict: "drop", count: 7, audited: 2 },
      { gate: "oracle", verdict: "drop", count: 1, audited: 1 },
    ]),
  ).toEqual({
    kept: 20,
    unsure: 3,
    droppedByRules: 5,
    droppedByModel: 8,
    audited: 3,
    total: 36,
  });
  expect(gateOutcomes([]).total).toBe(0);
});

test("a cause is one line, whoever found it; the most frequent comes first", () => {
  expect(
    causeCounts([
      { gate: "rules", cause: "oracle", count: 4 },
      { gate: "seer", cause: "support", count: 3 },
      { gate: "rules", cause: "support", count: 2 },
      { gate: "oracle", cause: "support", count: 1 },
    ]),
  ).toEqual([
    { cause: "support", byRules: 2, byModel: 4 },
    { cause: "oracle", byRules: 4, byModel: 0 },
  ]);
});
