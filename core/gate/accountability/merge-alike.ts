import type { GateOutcome } from "./outcome.ts";

/**
 * The same candidates in as few rows as rates and thresholds need: reasons, and whether an accepted one was
 * corrected, are left out. It keeps small what a page sends to the browser.
 */
export function mergeAlike(outcomes: readonly GateOutcome[]): GateOutcome[] {
  const rows = outcomes.map((outcome): GateOutcome => ({
    ...outcome,
    causes: [],
    human: outcome.human && { kind: outcome.human.kind, fixed: false, reason: null },
  }));
  const alike = Map.groupBy(rows, ({ operation, verdict, said, confidence, auditShare, human }) =>
    JSON.stringify([operation, verdict, said, confidence, auditShare, human]),
  );
  return [...alike.values()].map((same) => ({
    ...same[0]!,
    count: same.reduce((sum, { count }) => sum + count, 0),
  }));
}
