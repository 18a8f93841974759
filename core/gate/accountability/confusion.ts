import { OperationKind } from "#core/operation/operation.ts";
import { GateVerdict } from "../gate-answer.ts";
import { cellsOf } from "./cells.ts";
import type { GateOutcome } from "./outcome.ts";
import { countOf, isAccepted, isKept, isRejected, isSeen, weightOf } from "./outcome.ts";
import type { Share } from "./share.ts";
import { shareFound, shareWithin } from "./share.ts";

/** What people said about the candidates of one verdict of the gate. */
export type ConfusionRow = {
  readonly verdict: GateVerdict;
  readonly candidates: number;
  readonly accepted: number;
  /** Of the accepted: only after a correction of boxes or operation. */
  readonly fixed: number;
  readonly rejected: number;
  /** Open to people and not decided by any; another gate may have dropped it since. */
  readonly undecided: number;
  /** Dropped and not drawn: nobody will see them, and nothing is assumed about any of them. */
  readonly notSeen: number;
  /** How many accepted and rejected ones there are as far as those seen tell: of the dropped, they stand for all (inverse of the probability of the draw, within the known total). */
  readonly weightedAccepted: number;
  readonly weightedRejected: number;
  /** Share that people accept. */
  readonly acceptedShare: Share | null;
};

/** How well a gate's verdicts fit those of people. Null is what nothing seen so far tells. */
export type GateRates = {
  /** Share of the dropped that people reject. */
  readonly dropPrecision: Share | null;
  /** Share of what people reject that the gate dropped. */
  readonly dropRecall: Share | null;
  /** Share of what went to people, `unsure` included, that they accept. */
  readonly keepPrecision: Share | null;
  /** Share of what people accept that the gate let through to them. */
  readonly keepRecall: Share | null;
};

/** One row for each verdict of the gate. */
export function confusionOf(outcomes: readonly GateOutcome[]): ConfusionRow[] {
  return GateVerdict.options.map((verdict) => {
    const own = outcomes.filter((outcome) => outcome.verdict === verdict);
    const seen = own.filter(isSeen);
    const [accepted, rejected] = [seen.filter(isAccepted), seen.filter(isRejected)];
    const isLost = ({ auditShare }: GateOutcome) => verdict === "drop" && auditShare === null;
    const weightSum = (some: readonly GateOutcome[]) =>
      some.reduce((sum, outcome) => sum + outcome.count * weightOf(outcome), 0);
    // Of the dropped, those seen stand for all.
    const scale = verdict === "drop" && seen.length > 0 ? countOf(own) / weightSum(seen) : 1;
    const weighted = (some: readonly GateOutcome[]) => weightSum(some) * scale;
    return {
      verdict,
      candidates: countOf(own),
      accepted: countOf(accepted),
      fixed: countOf(accepted.filter(({ human }) => human.fixed)),
      rejected: countOf(rejected),
      undecided: countOf(own.filter((outcome) => !isSeen(outcome) && !isLost(outcome))),
      notSeen: countOf(own.filter(isLost)),
      weightedAccepted: weighted(accepted),
      weightedRejected: weighted(rejected),
      acceptedShare: shareWithin(cellsOf(own, own, isAccepted)),
    };
  });
}

/** Precision and recall of dropping and of keeping. */
export function ratesOf(outcomes: readonly GateOutcome[]): GateRates {
  return ratesOfDecision(outcomes, (outcome) => !isKept(outcome));
}

/** The same as if the gate had dropped what `isDropped` names, whatever it did. */
export function ratesOfDecision(
  outcomes: readonly GateOutcome[],
  isDropped: (outcome: GateOutcome) => boolean,
): GateRates {
  const dropped = outcomes.filter(isDropped);
  const kept = outcomes.filter((outcome) => !isDropped(outcome));
  const badDropped = cellsOf(dropped, outcomes, isRejected);
  const badKept = cellsOf(kept, outcomes, isRejected);
  const goodDropped = cellsOf(dropped, outcomes, isAccepted);
  const goodKept = cellsOf(kept, outcomes, isAccepted);
  return {
    dropPrecision: shareWithin(badDropped),
    dropRecall: shareFound(badDropped, badKept),
    keepPrecision: shareWithin(goodKept),
    keepRecall: shareFound(goodKept, goodDropped),
  };
}

/** The same for each operation that occurs. */
export function ratesByOperation(
  outcomes: readonly GateOutcome[],
): { operation: OperationKind; candidates: number; rates: GateRates }[] {
  const byOperation = Map.groupBy(outcomes, ({ operation }) => operation);
  return OperationKind.options.flatMap((operation) => {
    const own = byOperation.get(operation);
    return own ? [{ operation, candidates: countOf(own), rates: ratesOf(own) }] : [];
  });
}
