import { expect, test } from "vitest";
import { accepted, gateOutcome, rejected } from "#core/test/gate-outcomes.ts";
import { confusionOf, ratesByOperation, ratesOf } from "./confusion.ts";
import type { GateOutcome } from "./outcome.ts";

const drawn = { verdict: "drop", auditShare: 0.05 } as const;

/** 400 dropped, of which 20 were drawn and 18 seen; 1000 kept, 900 seen; 100 unsure, all seen. */
const outcomes: GateOutcome[] = [
  gateOutcome({ verdict: "drop", count: 380 }),
  gateOutcome({ ...drawn, count: 15, human: rejected }),
  gateOutcome({ ...drawn, count: 3, human: accepted }),
  gateOutcome({ ...drawn, count: 2 }),
  gateOutcome({ verdict: "keep", count: 100 }),
  gateOutcome({ verdict: "keep", count: 90, human: rejected }),
  gateOutcome({ verdict: "keep", count: 800, human: accepted }),
  gateOutcome({ verdict: "keep", count: 10, human: { ...accepted, fixed: true } }),
  gateOutcome({ verdict: "unsure", count: 40, human: rejected }),
  gateOutcome({ verdict: "unsure", count: 60, human: accepted, operation: "rotate" }),
];

test("rows count what was seen, what waits and what nobody will see, raw and weighted", () => {
  const [keep, drop, unsure] = confusionOf(outcomes);
  expect(keep).toMatchObject({
    verdict: "keep",
    candidates: 1000,
    accepted: 810,
    fixed: 10,
    rejected: 90,
    undecided: 100,
    notSeen: 0,
    weightedAccepted: 810,
  });
  expect(drop).toMatchObject({
    candidates: 400,
    accepted: 3,
    rejected: 15,
    undecided: 2,
    notSeen: 380,
    weightedAccepted: expect.closeTo((400 * 3) / 18, 9),
    weightedRejected: expect.closeTo((400 * 15) / 18, 9),
    acceptedShare: { value: 3 / 18, hits: 3, seen: 18 },
  });
  expect(unsure).toMatchObject({ candidates: 100, accepted: 60, rejected: 40, undecided: 0 });
});

test("seen ones stand for all of their verdict", () => {
  const rates = ratesOf(outcomes);
  const badDropped = (400 * 15) / 18;
  const goodDropped = 400 - badDropped;
  const [badKept, goodKept] = [100 + 40, 900 + 60];
  expect(rates.dropPrecision!.value).toBeCloseTo(15 / 18, 12);
  expect(rates.dropRecall!.value).toBeCloseTo(badDropped / (badDropped + badKept), 12);
  expect(rates.keepPrecision!.value).toBeCloseTo(goodKept / 1100, 12);
  expect(rates.keepRecall!.value).toBeCloseTo(goodKept / (goodKept + goodDropped), 12);
  expect(rates.keepRecall).toMatchObject({ hits: 870, seen: 873 });
});

test("a dropped candidate that came to people without a draw is not used", () => {
  const more = [...outcomes, gateOutcome({ verdict: "drop", count: 50, human: accepted })];
  expect(confusionOf(more)[1]).toMatchObject({ candidates: 450, accepted: 3, notSeen: 430 });
  expect(ratesOf(more).dropPrecision).toEqual(ratesOf(outcomes).dropPrecision);
});

test("as long as nobody has seen a dropped one, only what went to people is known", () => {
  const unseen = outcomes.filter(({ auditShare }) => auditShare === null);
  expect(ratesOf(unseen)).toMatchObject({
    dropPrecision: null,
    dropRecall: null,
    keepRecall: null,
  });
  expect(ratesOf(unseen).keepPrecision).not.toBeNull();
  expect(ratesOf([])).toEqual({
    dropPrecision: null,
    dropRecall: null,
    keepPrecision: null,
    keepRecall: null,
  });
});

test("draws of different probability are weighted by its inverse", () => {
  const shares = [
    gateOutcome({ verdict: "drop", count: 900 }),
    gateOutcome({ ...drawn, count: 10, human: rejected }),
    gateOutcome({ verdict: "drop", auditShare: 0.5, count: 10, human: accepted }),
  ];
  expect(ratesOf(shares).dropPrecision!.value).toBeCloseTo(200 / 220, 12);
  expect(ratesOf(shares).dropPrecision!.low).toBeLessThan(0.75);
});

test("operations are told apart, in the order of their list", () => {
  const rows = ratesByOperation(outcomes);
  expect(rows.map(({ operation, candidates }) => [operation, candidates])).toEqual([
    ["move", 1440],
    ["rotate", 60],
  ]);
  expect(rows[1]!.rates).toMatchObject({ keepPrecision: { value: 1 }, dropPrecision: null });
});
