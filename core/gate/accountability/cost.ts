/** What the calls of a gate's model took, and what came of them. */
export type GateSpending = {
  /** All calls: votes, questions asked again, and answers that were of no use. */
  readonly calls: number;
  /** Calls whose price is not known, as the server does not count tokens. They are not in `dollars`. */
  readonly callsWithoutPrice: number;
  readonly dollars: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Candidates that the gate judged. */
  readonly candidates: number;
  /** Those of them that people accepted so far. */
  readonly accepted: number;
};

export type GateCost = {
  /** US dollars for each candidate; null without any, or where no call has a price. */
  readonly perCandidate: number | null;
  /** US dollars for each accepted sample so far; null likewise. */
  readonly perAccepted: number | null;
};

/**
 * What the gate's model costs for each candidate and each accepted sample. All calls are paid for by the
 * accepted: those about what was dropped or rejected as well, and those about what still waits, so the figure
 * falls while people work. The time of people and of machines of one's own is not in it.
 */
export function costOf(spending: GateSpending): GateCost {
  const { calls, callsWithoutPrice, dollars, candidates, accepted } = spending;
  const priced = calls > callsWithoutPrice;
  return {
    perCandidate: priced && candidates > 0 ? dollars / candidates : null,
    perAccepted: priced && accepted > 0 ? dollars / accepted : null,
  };
}
