import { isMovableLabel } from "#core/scene/label.ts";
import type { Selection } from "./select-frames.ts";

/** An annotated object of the scene. */
export type CoverableObject = { readonly key: string; readonly label: string };

/** A movable object that no kept photo shows well. */
export type UncoveredObject = CoverableObject & {
  /** Ids of the measured photos that do show it well and were left out. */
  readonly shownByRejected: readonly string[];
};

/** How much of the scene's movable objects the kept photos show. */
export type SelectionCoverage = {
  readonly movableCount: number;
  readonly shownCount: number;
  /** In the order of the given objects. */
  readonly uncovered: readonly UncoveredObject[];
};

/** Which movable objects (by `isMovableLabel`) the kept photos of a selection show well, and which they do not. */
export function selectionCoverage(
  objects: readonly CoverableObject[],
  outcomes: Selection["outcomes"],
  includedLabels: readonly string[],
): SelectionCoverage {
  const shown = new Set<string>();
  const shownByRejected = new Map<string, string[]>();
  for (const [id, { kept, detail }] of outcomes) {
    if (!detail.measured || "unreadable" in detail.measured) continue;
    for (const key of detail.measured.shownKeys) {
      if (kept) shown.add(key);
      else shownByRejected.set(key, [...(shownByRejected.get(key) ?? []), id]);
    }
  }
  const movable = objects.filter(({ label }) => isMovableLabel(label, includedLabels));
  const uncovered = movable
    .filter(({ key }) => !shown.has(key))
    .map(({ key, label }) => ({ key, label, shownByRejected: shownByRejected.get(key) ?? [] }));
  return {
    movableCount: movable.length,
    shownCount: movable.length - uncovered.length,
    uncovered,
  };
}
