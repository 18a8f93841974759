import { expect, test } from "vitest";
import { accepted, gateOutcome, rejected } from "#core/test/gate-outcomes.ts";
import { calibrationOf } from "./calibration.ts";

test("bins hold about equally many seen ones, and equal confidences stay together", () => {
  const outcomes = [0.5, 0.6, 0.7, 0.8, 0.9].flatMap((confidence) => [
    gateOutcome({ verdict: "keep", confidence, count: 8, human: accepted }),
    gateOutcome({ verdict: "keep", confidence, count: 2, human: rejected }),
  ]);
  const { keep, drop, error } = calibrationOf(outcomes);
  expect(keep.map(({ from, to, candidates }) => [from, to, candidates])).toEqual(
    [0.5, 0.6, 0.7, 0.8, 0.9].map((confidence) => [confidence, confidence, 10]),
  );
  expect(keep.every(({ right }) => right!.value === 0.8)).toBe(true);
  expect(drop).toEqual([]);
  expect(error).toBeCloseTo((0.3 + 0.2 + 0.1 + 0 + 0.1) / 5, 12);
});

test("a bin of few is not made", () => {
  const outcomes = [0.1, 0.3, 0.6, 0.9].map((confidence) =>
    gateOutcome({ verdict: "keep", confidence, count: 6, human: accepted }),
  );
  const { keep } = calibrationOf(outcomes);
  expect(keep.map(({ from, to }) => [from, to])).toEqual([
    [0.1, 0.3],
    [0.6, 0.9],
  ]);
  expect(keep[0]!.meanConfidence).toBeCloseTo(0.2, 12);
});

test("what the model wanted dropped counts in force or not; drawn ones stand for all dropped", () => {
  const { drop } = calibrationOf([
    gateOutcome({ verdict: "unsure", said: "drop", confidence: 0.4, count: 6, human: rejected }),
    gateOutcome({ verdict: "unsure", said: "drop", confidence: 0.4, count: 6, human: accepted }),
    gateOutcome({ verdict: "drop", confidence: 0.8, count: 188 }),
    gateOutcome({ verdict: "drop", auditShare: 0.05, confidence: 0.8, count: 9, human: rejected }),
    gateOutcome({ verdict: "drop", auditShare: 0.05, confidence: 0.8, count: 3, human: accepted }),
    gateOutcome({ verdict: "unsure", confidence: 0.9, count: 50, human: accepted }),
  ]);
  expect(drop).toHaveLength(2);
  expect(drop[0]).toMatchObject({ candidates: 12, right: { value: 0.5 } });
  expect(drop[1]).toMatchObject({ candidates: 200, right: { value: 0.75, seen: 12 } });
});

test("where nobody has looked there is no share and no error", () => {
  const { drop, error } = calibrationOf([gateOutcome({ verdict: "drop", count: 40 })]);
  expect(drop).toMatchObject([{ candidates: 40, right: null }]);
  expect(error).toBeNull();
  expect(calibrationOf([])).toEqual({ keep: [], drop: [], error: null });
  expect(calibrationOf([gateOutcome({ verdict: "keep", confidence: null })]).keep).toEqual([]);
});
