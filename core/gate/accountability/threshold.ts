import type { GateRates } from "./confusion.ts";
import { ratesOfDecision } from "./confusion.ts";
import type { GateOutcome } from "./outcome.ts";
import { countOf, isAccepted, isKept, isSeen } from "./outcome.ts";
import { cellsOf } from "./cells.ts";
import { shareWithin } from "./share.ts";
import type { Estimate } from "./wilson.ts";

/** What the gate would have done, had a drop needed another confidence. */
export type WhatIf = {
  readonly dropped: number;
  /** How many more candidates people would see than they do; negative: fewer. Draws from the dropped are left out. */
  readonly morePeople: number;
  /** How many of the dropped people would accept. */
  readonly goodDropped: Estimate | null;
  readonly rates: GateRates;
  /** Candidates, as counted, dropped then and now whose verdict by a person is known. */
  readonly seen: number;
};

/**
 * What follows if a drop needs at least this confidence. It can be told in both directions: what the model
 * wanted to drop with less than the confidence in force went to people, all of it; what it dropped with more
 * is known by the draw from the dropped. Verdicts that do not hang on the threshold stay: those of the rules,
 * and what was kept although the model wanted it dropped.
 */
export function whatIf(outcomes: readonly GateOutcome[], threshold: number): WhatIf {
  const isDropped = (outcome: GateOutcome) => isDroppedAt(outcome, threshold);
  const dropped = outcomes.filter(isDropped);
  const count = countOf(dropped);
  const good =
    count === 0
      ? { value: 0, low: 0, high: 0 }
      : shareWithin(cellsOf(dropped, outcomes, isAccepted));
  return {
    dropped: count,
    morePeople: countOf(outcomes.filter((outcome) => !isKept(outcome))) - count,
    goodDropped: good && {
      value: count * good.value,
      low: count * good.low,
      high: count * good.high,
    },
    rates: ratesOfDecision(outcomes, isDropped),
    seen: countOf(dropped.filter(isSeen)),
  };
}

/** The least confidence with which something was dropped: about the threshold in force. Null where none was. */
export function leastConfidenceOfDrops(outcomes: readonly GateOutcome[]): number | null {
  const confidences = outcomes.flatMap((outcome) =>
    hangsOnConfidence(outcome) && !isKept(outcome) ? [outcome.confidence] : [],
  );
  return confidences.length === 0 ? null : confidences.reduce((a, b) => Math.min(a, b));
}

function isDroppedAt(outcome: GateOutcome, threshold: number): boolean {
  return hangsOnConfidence(outcome) ? outcome.confidence >= threshold : !isKept(outcome);
}

function hangsOnConfidence(
  outcome: GateOutcome,
): outcome is GateOutcome & { readonly confidence: number } {
  return outcome.said === "drop" && outcome.verdict !== "keep" && outcome.confidence !== null;
}
