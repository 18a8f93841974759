import type { GateVerdict } from "#core/gate/gate-answer.ts";
import type { GateOutcome, HumanVerdict } from "#core/gate/accountability/outcome.ts";
import { seededRandom } from "#core/random.ts";

export const accepted: HumanVerdict = { kind: "accept", fixed: false, reason: null };
export const rejected: HumanVerdict = { kind: "reject", fixed: false, reason: "collision" };

/** An outcome in which only what matters is said; the model's own verdict is the one in force. */
export function gateOutcome(
  said: Partial<GateOutcome> & Pick<GateOutcome, "verdict">,
): GateOutcome {
  return {
    count: 1,
    operation: "move",
    said: said.verdict,
    confidence: 0.9,
    causes: [],
    auditShare: null,
    human: null,
    ...said,
  };
}

/** Candidates of one kind: how often they come, and how often people reject them. */
export type Kind = {
  readonly said: GateVerdict;
  readonly confidence: number;
  readonly frequency: number;
  readonly rejectRate: number;
};

export type Population = {
  readonly kinds: readonly Kind[];
  /** A drop of less confidence is left to people. */
  readonly dropAtConfidence: number;
  readonly auditShare: number;
  /** Share of what went to people that they have decided. */
  readonly reviewed: number;
};

/** Draws candidates from a population, lets the gate decide and people look. */
export function drawOutcomes(
  { kinds, dropAtConfidence, auditShare, reviewed }: Population,
  size: number,
  seed: number,
): GateOutcome[] {
  const random = seededRandom(seed, "population");
  const drawn = kinds.map((kind) => ({
    ...kind,
    waiting: 0,
    notSeen: 0,
    accepted: 0,
    rejected: 0,
  }));
  for (let candidate = 0; candidate < size; candidate++) {
    const kind = pickKind(drawn, random.next());
    const isRejected = random.next() < kind.rejectRate;
    if (isDropped(kind) && random.next() >= auditShare) kind.notSeen++;
    else if (random.next() >= reviewed) kind.waiting++;
    else kind[isRejected ? "rejected" : "accepted"]++;
  }
  return drawn.flatMap((kind) => {
    const verdict = kind.said === "drop" && !isDropped(kind) ? "unsure" : kind.said;
    const common = { verdict, said: kind.said, confidence: kind.confidence };
    const inDraw = { ...common, auditShare: isDropped(kind) ? auditShare : null };
    return [
      gateOutcome({ ...common, count: kind.notSeen }),
      gateOutcome({ ...inDraw, count: kind.waiting }),
      gateOutcome({ ...inDraw, count: kind.accepted, human: accepted }),
      gateOutcome({ ...inDraw, count: kind.rejected, human: rejected }),
    ].filter(({ count }) => count > 0);
  });

  function isDropped({ said, confidence }: Kind): boolean {
    return said === "drop" && confidence >= dropAtConfidence;
  }
}

function pickKind<K extends Kind>(kinds: readonly K[], at: number): K {
  let sum = 0;
  return kinds.find(({ frequency }) => (sum += frequency) > at) ?? kinds.at(-1)!;
}
