import { expect, test } from "vitest";
import { accepted, gateOutcome, rejected } from "#core/test/gate-outcomes.ts";
import { ratesOf } from "./confusion.ts";
import { leastConfidenceOfDrops, whatIf } from "./threshold.ts";

const weak = { verdict: "unsure", said: "drop", confidence: 0.5 } as const;
const firm = { verdict: "drop", confidence: 0.7, auditShare: 0.1 } as const;
const sure = { verdict: "drop", confidence: 0.9, auditShare: 0.1 } as const;

const outcomes = [
  gateOutcome({ ...weak, count: 20, human: rejected }),
  gateOutcome({ ...weak, count: 20, human: accepted }),
  gateOutcome({ verdict: "drop", confidence: 0.7, count: 90 }),
  gateOutcome({ ...firm, count: 6, human: rejected }),
  gateOutcome({ ...firm, count: 4, human: accepted }),
  gateOutcome({ verdict: "drop", confidence: 0.9, count: 180 }),
  gateOutcome({ ...sure, count: 19, human: rejected }),
  gateOutcome({ ...sure, count: 1, human: accepted }),
  gateOutcome({ verdict: "keep", count: 500, human: accepted }),
  gateOutcome({ verdict: "keep", count: 50, human: rejected }),
];

test("at the threshold in force nothing changes", () => {
  expect(leastConfidenceOfDrops(outcomes)).toBe(0.7);
  const now = whatIf(outcomes, 0.7);
  expect(now).toMatchObject({ dropped: 300, morePeople: 0, seen: 30 });
  expect(now.rates).toEqual(ratesOf(outcomes));
});

test("a higher one sends more to people, and what they would find is known from the draw", () => {
  const { dropped, morePeople, goodDropped, rates } = whatIf(outcomes, 0.8);
  expect([dropped, morePeople]).toEqual([200, 100]);
  expect(goodDropped!.value).toBeCloseTo(10, 9);
  expect(rates.dropPrecision!.value).toBeCloseTo(0.95, 12);
  // 25 of the 30 drawn are bad, 6 of 10 and 19 of 20; cells are those of the new decision.
  expect(rates.dropRecall!.value).toBeCloseTo(190 / (190 + 60 + 20 + 50), 12);
});

test("a lower one drops what people have seen in full", () => {
  const { dropped, morePeople, rates } = whatIf(outcomes, 0.4);
  expect([dropped, morePeople]).toEqual([340, -40]);
  expect(rates.dropPrecision!.value).toBeCloseTo((60 + 190 + 20) / 340, 12);
});

test("where nothing is dropped, nothing good is", () => {
  const { dropped, morePeople, goodDropped, rates } = whatIf(outcomes, 1);
  expect([dropped, morePeople, goodDropped?.high]).toEqual([0, 300, 0]);
  expect(rates).toMatchObject({ dropPrecision: null, dropRecall: { value: 0 } });
});

test("few that nobody saw do not make the rest unknown, but count as anything", () => {
  const more = [...outcomes, gateOutcome({ verdict: "drop", confidence: 0.95, count: 6 })];
  const least = whatIf(more, 0.95);
  expect(least).toMatchObject({ dropped: 6, seen: 0, goodDropped: null });
  expect(least.rates.dropPrecision).toBeNull();
  expect(least.rates.keepPrecision!.value).toBeCloseTo((20 + 40 + 10 + 500) / 890, 9);
  expect(least.rates.keepRecall!.low).toBeLessThan(least.rates.keepRecall!.value);
});

test("verdicts that do not hang on the confidence stay", () => {
  const fixed = [
    gateOutcome({ verdict: "drop", said: null, confidence: null }),
    gateOutcome({ verdict: "keep", said: "drop" }),
    gateOutcome({ verdict: "unsure", said: "keep" }),
  ];
  for (const threshold of [0, 0.5, 1]) expect(whatIf(fixed, threshold).dropped).toBe(1);
  expect(leastConfidenceOfDrops(fixed)).toBeNull();
});
