import { CheckName } from "#core/plausibility/finding.ts";
import { reasonOfReject } from "../gate-reason.ts";
import { cellsOf } from "./cells.ts";
import type { GateOutcome, SeenOutcome } from "./outcome.ts";
import { countOf, isKept, isRejected, isSeen } from "./outcome.ts";
import type { Share } from "./share.ts";
import { shareFound, shareWithin } from "./share.ts";

/** How well the gate and people agree about one reason. A person gives one reason, the gate may give several. */
export type ReasonRates = {
  /** Null: what people reject for and the gate has no reason for (a wrong label or box, others). */
  readonly reason: CheckName | null;
  /** Candidates that the gate dropped for it. */
  readonly dropped: number;
  /** Candidates, as counted, that a person rejected for it. */
  readonly rejected: number;
  /** Of those dropped for it: share that people reject, for whatever reason. */
  readonly precision: Share | null;
  /** Of those dropped for it: share that people reject for it. */
  readonly samePrecision: Share | null;
  /** Of those that people reject for it: share that the gate dropped, for whatever reason. */
  readonly recall: Share | null;
  /** Of those that people reject for it: share that the gate dropped for it. */
  readonly sameRecall: Share | null;
};

/** One row for each reason that the gate or a person gave, in the order of the list. */
export function ratesByReason(outcomes: readonly GateOutcome[]): ReasonRates[] {
  return [...CheckName.options, null]
    .map((reason) => ratesOfReason(outcomes, reason))
    .filter(({ dropped, rejected }) => dropped > 0 || rejected > 0);
}

function ratesOfReason(outcomes: readonly GateOutcome[], reason: CheckName | null): ReasonRates {
  const isNamed = (outcome: GateOutcome) =>
    reason !== null && !isKept(outcome) && outcome.causes.includes(reason);
  const saysSo = (outcome: SeenOutcome) => isRejected(outcome) && reasonOf(outcome) === reason;
  const named = outcomes.filter(isNamed);
  const cells = (wanted: (outcome: GateOutcome) => boolean) =>
    cellsOf(outcomes.filter(wanted), outcomes, saysSo);
  return {
    reason,
    dropped: countOf(named),
    rejected: countOf(outcomes.filter(isSeen).filter(saysSo)),
    precision: shareWithin(cellsOf(named, named, isRejected)),
    samePrecision: shareWithin(cellsOf(named, named, saysSo)),
    recall: shareFound(
      cells((outcome) => !isKept(outcome)),
      cells(isKept),
    ),
    sameRecall:
      reason === null
        ? null
        : shareFound(
            cells(isNamed),
            cells((outcome) => !isNamed(outcome)),
          ),
  };
}

function reasonOf({ human }: SeenOutcome): CheckName | null {
  return human.reason === null ? null : reasonOfReject[human.reason];
}
