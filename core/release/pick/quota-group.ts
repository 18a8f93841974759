import type { PickCandidate } from "./pick-candidate.ts";

/** Candidates of which only so many may be picked: those of an operation, a scene, a photo or an object. */
export class QuotaGroup {
  /** Infinity: no limit. */
  max: number;
  /** So many are picked before others may have more. */
  readonly min: number;
  readonly slots: Slot[] = [];
  readonly picked = new Set<Slot>();

  constructor(max: number | null, min = 0) {
    this.max = max ?? Infinity;
    this.min = min;
  }

  /** Also when pins went over the limit. */
  get isFull(): boolean {
    return this.picked.size >= this.max;
  }
}

/** A candidate with the groups that it counts in. Photos and objects lie within one scene; all else may cross. */
export type Slot = {
  readonly candidate: PickCandidate;
  readonly isPinned: boolean;
  /** Of the operation; of all together where operations have no quota. */
  readonly kind: QuotaGroup;
  /** Photo, object and scene, in that order. */
  readonly places: readonly [photo: QuotaGroup, object: QuotaGroup, scene: QuotaGroup];
};

/** What stands between a slot and the picks, besides its kind. */
export function blockersOf({ places }: Slot): QuotaGroup[] {
  return places.filter((place) => place.isFull);
}

/** The picks as they are made, so that steps that led to nothing can be taken back. */
export class PickLog {
  private readonly steps: { readonly slot: Slot; readonly isIn: boolean }[] = [];

  take(slot: Slot): void {
    this.set(slot, true);
    this.steps.push({ slot, isIn: true });
  }

  give(slot: Slot): void {
    this.set(slot, false);
    this.steps.push({ slot, isIn: false });
  }

  /** Where {@link undoTo} comes back to. */
  get mark(): number {
    return this.steps.length;
  }

  undoTo(mark: number): void {
    for (const { slot, isIn } of this.steps.splice(mark).toReversed()) this.set(slot, !isIn);
  }

  private set(slot: Slot, isIn: boolean): void {
    for (const group of [slot.kind, ...slot.places])
      if (isIn) group.picked.add(slot);
      else group.picked.delete(slot);
  }
}
