import type { DraftSpec } from "#core/release/pick/draft-spec.ts";
import { operationTargets } from "#core/release/pick/operation-targets.ts";
import type { PickCandidate } from "#core/release/pick/pick-candidate.ts";

/** How many samples can be picked at most under the limits of a draft's quotas, by looking at every choice. */
export function largestPick(candidates: readonly PickCandidate[], draft: DraftSpec): number {
  const { query, quotas } = draft;
  const present = new Set(candidates.map(({ operation }) => operation.kind));
  const targets = operationTargets(query, quotas, present);
  const counts = new Map<string, number>();
  const look = (index: number, picked: number): number => {
    const candidate = candidates[index];
    if (!candidate || picked === (quotas.total ?? Infinity)) return picked;
    const without = look(index + 1, picked);
    const { operation, sceneId, imageId, objectKey } = candidate;
    const groups = [
      [`kind ${operation.kind}`, targets ? (targets.get(operation.kind) ?? 0) : null],
      [`scene ${sceneId}`, quotas.sceneMax],
      [`photo ${imageId}`, quotas.photoMax],
      [`object ${objectKey}`, quotas.objectMax],
    ] as const;
    const fits = groups.every(([name, max]) => (counts.get(name) ?? 0) < (max ?? Infinity));
    if (!fits) return without;
    for (const [name] of groups) counts.set(name, (counts.get(name) ?? 0) + 1);
    const withIt = look(index + 1, picked + 1);
    for (const [name] of groups) counts.set(name, (counts.get(name) ?? 0) - 1);
    return Math.max(without, withIt);
  };
  return look(0, 0);
}
