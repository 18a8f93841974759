import type { OperationKind } from "#core/operation/operation.ts";
import type { CheckName } from "#core/plausibility/finding.ts";
import type { RejectReason } from "#core/sample/verdict.ts";
import type { GateVerdict } from "../gate-answer.ts";

/** What the newest word of a person about a candidate is. */
export type HumanVerdict = {
  readonly kind: "accept" | "reject";
  /** Accepted only after its boxes or its operation were corrected. */
  readonly fixed: boolean;
  /** Why it was rejected; null for accepted ones. */
  readonly reason: RejectReason | null;
};

/** What became of candidates that are alike in everything named here. */
export type GateOutcome = {
  /** How many there are. */
  readonly count: number;
  readonly operation: OperationKind;
  /** The verdict that was in force. */
  readonly verdict: GateVerdict;
  /** The verdict of the model itself, before anything overruled it; null for rules. */
  readonly said: GateVerdict | null;
  /** Of `said`, 0 to 1; null where the gate states none. */
  readonly confidence: number | null;
  /** What the gate has against them. */
  readonly causes: readonly CheckName[];
  /** With which probability they were drawn to be seen by people although dropped; null for all others. */
  readonly auditShare: number | null;
  /** Null as long as no person has decided. */
  readonly human: HumanVerdict | null;
};

/** A candidate about which gate and person can be held against each other. */
export type SeenOutcome = GateOutcome & { readonly human: HumanVerdict };

/**
 * Whether a person's verdict can be used: a dropped candidate counts only if it was drawn at random. One that
 * came to people in another way says nothing about the others.
 */
export function isSeen(outcome: GateOutcome): outcome is SeenOutcome {
  return outcome.human !== null && (outcome.verdict !== "drop" || outcome.auditShare !== null);
}

/** How many candidates each of the seen ones stands for: 1, or for drawn ones the inverse of the probability. */
export function weightOf({ auditShare }: GateOutcome): number {
  return 1 / (auditShare ?? 1);
}

/** How many candidates there are. */
export function countOf(outcomes: readonly GateOutcome[]): number {
  return outcomes.reduce((total, { count }) => total + count, 0);
}

export function isRejected(outcome: SeenOutcome): boolean {
  return outcome.human.kind === "reject";
}

export function isAccepted(outcome: SeenOutcome): boolean {
  return outcome.human.kind === "accept";
}

/** Whether people get to see it as the gate left it: what it was unsure about is their work like what it kept. */
export function isKept({ verdict }: GateOutcome): boolean {
  return verdict !== "drop";
}
