import { expect, test } from "vitest";
import { accepted, gateOutcome, rejected } from "#core/test/gate-outcomes.ts";
import { ratesByOperation } from "./confusion.ts";
import { mergeAlike } from "./merge-alike.ts";
import { whatIf } from "./threshold.ts";

test("fewer rows say the same about rates and thresholds", () => {
  const drawn = { verdict: "drop", auditShare: 0.1 } as const;
  const outcomes = [
    gateOutcome({ ...drawn, count: 3, causes: ["collision"], human: rejected }),
    gateOutcome({ ...drawn, count: 2, human: { ...rejected, reason: "floating" } }),
    gateOutcome({ ...drawn, human: accepted }),
    gateOutcome({ ...drawn, human: { ...accepted, fixed: true } }),
    gateOutcome({ verdict: "keep", count: 5, human: accepted }),
    gateOutcome({ verdict: "keep", count: 5, operation: "rotate", human: accepted }),
  ];
  const merged = mergeAlike(outcomes);
  expect(merged.map(({ count }) => count)).toEqual([5, 2, 5, 5]);
  expect(ratesByOperation(merged)).toEqual(ratesByOperation(outcomes));
  expect(whatIf(merged, 0.95)).toEqual(whatIf(outcomes, 0.95));
});
