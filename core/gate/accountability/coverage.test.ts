import { describe, expect, test } from "vitest";
import type { Kind, Population } from "#core/test/gate-outcomes.ts";
import { drawOutcomes } from "#core/test/gate-outcomes.ts";
import { calibrationOf } from "./calibration.ts";
import type { GateRates } from "./confusion.ts";
import { ratesOf } from "./confusion.ts";
import type { GateOutcome } from "./outcome.ts";
import { countOf, isAccepted, isKept, isSeen, weightOf } from "./outcome.ts";
import type { Share } from "./share.ts";
import { whatIf } from "./threshold.ts";
import type { Estimate } from "./wilson.ts";
import { effectiveSize, wilsonInterval } from "./wilson.ts";

const runs = 1000;
const candidates = 2000;
const names = ["dropPrecision", "dropRecall", "keepPrecision", "keepRecall"] as const;

/** Drops of rising confidence, of which people reject ever more. */
function drops(frequency: number, rejectRates: readonly number[]): Kind[] {
  return rejectRates.map((rejectRate, index) => ({
    said: "drop",
    confidence: [0.45, 0.55, 0.65, 0.75, 0.85, 0.95][index]!,
    frequency: frequency / rejectRates.length,
    rejectRate,
  }));
}

const populations: Record<string, Population> = {
  ordinary: {
    kinds: [
      { said: "keep", confidence: 0.9, frequency: 0.55, rejectRate: 0.15 },
      { said: "unsure", confidence: 0.5, frequency: 0.1, rejectRate: 0.5 },
      ...drops(0.35, [0.5, 0.6, 0.8, 0.85, 0.9, 0.97]),
    ],
    dropAtConfidence: 0.6,
    auditShare: 0.05,
    reviewed: 1,
  },
  "hardly a good one is dropped": {
    kinds: [
      { said: "keep", confidence: 0.9, frequency: 0.6, rejectRate: 0.1 },
      { said: "unsure", confidence: 0.5, frequency: 0.05, rejectRate: 0.4 },
      ...drops(0.35, [0.6, 0.9, 0.98, 0.99, 0.99, 0.995]),
    ],
    dropAtConfidence: 0.6,
    auditShare: 0.05,
    reviewed: 1,
  },
  "little is dropped": {
    kinds: [
      { said: "keep", confidence: 0.9, frequency: 0.8, rejectRate: 0.05 },
      { said: "unsure", confidence: 0.5, frequency: 0.05, rejectRate: 0.3 },
      ...drops(0.15, [0.6, 0.7, 0.75, 0.8, 0.8, 0.9]),
    ],
    dropAtConfidence: 0.6,
    auditShare: 0.05,
    reviewed: 1,
  },
  "the gate guesses": {
    kinds: [
      { said: "keep", confidence: 0.9, frequency: 0.5, rejectRate: 0.4 },
      { said: "unsure", confidence: 0.5, frequency: 0.1, rejectRate: 0.4 },
      ...drops(0.4, [0.4, 0.4, 0.4, 0.4, 0.4, 0.4]),
    ],
    dropAtConfidence: 0.6,
    auditShare: 0.05,
    reviewed: 1,
  },
  "people are half through": {
    kinds: [
      { said: "keep", confidence: 0.9, frequency: 0.55, rejectRate: 0.02 },
      { said: "unsure", confidence: 0.5, frequency: 0.1, rejectRate: 0.2 },
      ...drops(0.35, [0.5, 0.6, 0.8, 0.85, 0.9, 0.97]),
    ],
    dropAtConfidence: 0.6,
    auditShare: 0.1,
    reviewed: 0.5,
  },
  "people see everything": {
    kinds: [
      { said: "keep", confidence: 0.9, frequency: 0.55, rejectRate: 0.15 },
      { said: "unsure", confidence: 0.5, frequency: 0.1, rejectRate: 0.5 },
      ...drops(0.35, [0.5, 0.6, 0.8, 0.85, 0.9, 0.97]),
    ],
    dropAtConfidence: 0.6,
    auditShare: 1,
    reviewed: 1,
  },
};

describe.each(Object.entries(populations))("%s", (_, population) => {
  const draws = Array.from({ length: runs }, (_, seed) =>
    drawOutcomes(population, candidates, seed),
  );
  test.each(names)("%s: the interval holds the truth, and the estimate is not biased", (name) => {
    const truth = trueRates(population, population.dropAtConfidence)[name];
    judge(
      draws.map((outcomes) => ratesOf(outcomes)[name]),
      truth,
    );
  });
  test.each([0.4, 0.5, 0.7, 0.8])("the same for drops from a confidence of %f", (threshold) => {
    const truth = trueRates(population, threshold);
    const rates = draws.map((outcomes) => whatIf(outcomes, threshold).rates);
    for (const name of names)
      judge(
        rates.map((one) => one[name]),
        truth[name],
      );
  });
});

test("Wilson's interval with an effective size would not do for the share of good ones let through", () => {
  const population = populations["ordinary"]!;
  const truth = trueRates(population, population.dropAtConfidence).keepRecall;
  const intervals = Array.from({ length: runs }, (_, seed) => {
    const good = drawOutcomes(population, candidates, seed).filter(isSeen).filter(isAccepted);
    const weigh = (some: readonly GateOutcome[], power = 1) =>
      some.reduce((sum, outcome) => sum + outcome.count * weightOf(outcome) ** power, 0);
    const kept = good.filter(isKept);
    const [hits, all] = [countOf(kept), countOf(good)];
    const size = effectiveSize(weigh(good), weigh(good, 2));
    return wilsonInterval(weigh(kept) / weigh(good), size, { hits, misses: all - hits });
  });
  const covered = intervals.filter((interval) => holds(interval, truth)).length;
  expect(covered / runs).toBeLessThan(0.7);
});

test("shares of the reliability curve lie where the model is right as often as they say", () => {
  const population = populations["people see everything"]!;
  const bins = Array.from(
    { length: runs },
    (_, seed) => calibrationOf(drawOutcomes(population, candidates, seed)).drop,
  ).flat();
  const covered = bins.filter(({ from, to, right }) => {
    const own = population.kinds.filter(
      ({ said, confidence }) => said === "drop" && confidence >= from && confidence <= to,
    );
    const truth = own.reduce((sum, { rejectRate }) => sum + rejectRate, 0) / own.length;
    return holds(right!, truth);
  });
  expect(covered.length / bins.length).toBeGreaterThanOrEqual(0.93);
});

/** The rates of all candidates there could be, were drops of at least this confidence dropped. */
function trueRates({ kinds }: Population, threshold: number): Record<keyof GateRates, number> {
  const isDropped = ({ said, confidence }: Kind) => said === "drop" && confidence >= threshold;
  const sum = (some: readonly Kind[], valueOf: (kind: Kind) => number) =>
    some.reduce((total, kind) => total + kind.frequency * valueOf(kind), 0);
  const dropped = kinds.filter(isDropped);
  const kept = kinds.filter((kind) => !isDropped(kind));
  const bad = ({ rejectRate }: Kind) => rejectRate;
  const good = ({ rejectRate }: Kind) => 1 - rejectRate;
  return {
    dropPrecision: sum(dropped, bad) / sum(dropped, () => 1),
    dropRecall: sum(dropped, bad) / sum(kinds, bad),
    keepPrecision: sum(kept, good) / sum(kept, () => 1),
    keepRecall: sum(kept, good) / sum(kinds, good),
  };
}

function judge(shares: readonly (Share | null)[], truth: number): void {
  const known = shares.filter((share) => share !== null);
  expect(known.length).toBeGreaterThan(0.99 * runs);
  const covered = known.filter((share) => holds(share, truth)).length;
  expect(covered / known.length, "covered").toBeGreaterThanOrEqual(0.93);
  const mean = known.reduce((sum, { value }) => sum + value, 0) / known.length;
  const spread = Math.sqrt(
    known.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (known.length - 1),
  );
  // Four standard errors of the mean, and a tenth of the spread for the bias of a ratio.
  const bound = spread * (4 / Math.sqrt(known.length) + 0.1);
  expect(Math.abs(mean - truth), "bias").toBeLessThan(bound);
}

function holds({ low, high }: Estimate, truth: number): boolean {
  return low <= truth && truth <= high;
}
