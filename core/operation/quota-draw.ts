import type { Candidate } from "./frame-pool.ts";
import type { OperationKind } from "./operation.ts";

/** How often something has been drawn. */
type Uses = { count: number };

/** How often each object of each photo, and each photo, has been drawn; shared by the draws of all kinds. */
export class QuotaLedger {
  readonly perFrameMax: number;
  readonly perObjectMax: number;
  private readonly uses = new Map<string, Uses>();

  constructor(perFrameMax: number, perObjectMax: number) {
    this.perFrameMax = perFrameMax;
    this.perObjectMax = perObjectMax;
  }

  /** The entry under a name, which counts from 0. */
  of(...name: readonly string[]): Uses {
    const key = name.join("\u0000");
    let uses = this.uses.get(key);
    if (!uses) this.uses.set(key, (uses = { count: 0 }));
    return uses;
  }
}

type Entry = {
  readonly candidate: Candidate;
  readonly frame: Uses;
  readonly object: Uses;
  readonly counted: readonly Uses[];
};

/**
 * Takes candidates of one kind from a shuffled pool, always one of those whose object, photo, label, way
 * and amount were used least. Candidates whose published yaw may jump come after all others; doubtful ones
 * come when the promising ones are gone, and never outnumber them.
 */
export class QuotaDraw {
  placesLeft: number;
  private readonly ledger: QuotaLedger;
  private readonly pool: Set<Entry>;
  private surplusOfPromising = 0;

  constructor(
    kind: OperationKind,
    pool: readonly Candidate[],
    places: number,
    ledger: QuotaLedger,
  ) {
    this.placesLeft = places;
    this.ledger = ledger;
    this.pool = new Set(
      pool.map((candidate): Entry => {
        const { scene, edit, way, amount } = candidate;
        const photo = [scene.sceneKey, scene.frameKey];
        const frame = ledger.of(...photo);
        const object = ledger.of(...photo, edit.targetId);
        const counted = [
          object,
          ledger.of(kind, "frame", ...photo),
          ledger.of(kind, "object", ...photo, edit.targetId),
          ledger.of(kind, "label", edit.label),
          ledger.of(kind, "way", way),
          ledger.of(kind, "amount", amount),
        ];
        return { candidate, frame, object, counted };
      }),
    );
  }

  /** The next candidate; null when all places are taken or nothing is left. */
  next(): Candidate | null {
    const taken = this.placesLeft > 0 ? (this.least(true) ?? this.leastDoubtful()) : null;
    if (!taken) return null;
    const { candidate, frame, counted } = taken;
    this.placesLeft -= 1;
    this.surplusOfPromising += candidate.promising ? 1 : -1;
    this.pool.delete(taken);
    frame.count += 1;
    for (const uses of counted) uses.count += 1;
    return candidate;
  }

  private leastDoubtful(): Entry | null {
    return this.surplusOfPromising > 0 ? this.least(false) : null;
  }

  private least(promising: boolean): Entry | null {
    let best: Entry | null = null;
    let bestRank = Number.POSITIVE_INFINITY;
    for (const entry of this.pool) {
      const { candidate, frame, object, counted } = entry;
      if (candidate.promising !== promising) continue;
      if (frame.count >= this.ledger.perFrameMax) continue;
      if (object.count >= this.ledger.perObjectMax) continue;
      let rank = candidate.steady ? 0 : afterAllSteady;
      for (const uses of counted) rank += uses.count;
      if (rank < bestRank) [best, bestRank] = [entry, rank];
    }
    return best;
  }
}

const afterAllSteady = 1e9;
