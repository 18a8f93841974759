import type { DraftSpec } from "#core/release/pick/draft-spec.ts";

/** What a draft says of one sample beyond its quotas. */
export type Mark = "pinned" | "excluded" | null;

/** The mark that a spec gives a sample. */
export function markOf({ pinned, excluded }: DraftSpec, id: string): Mark {
  if (pinned.includes(id)) return "pinned";
  return excluded.includes(id) ? "excluded" : null;
}

/** The spec with another mark on a sample, which it has on one list at most. */
export function withMark(spec: DraftSpec, id: string, mark: Mark): DraftSpec {
  const without = (ids: readonly string[]) => ids.filter((one) => one !== id);
  const [pinned, excluded] = [without(spec.pinned), without(spec.excluded)];
  return {
    ...spec,
    pinned: mark === "pinned" ? [...pinned, id].toSorted() : pinned,
    excluded: mark === "excluded" ? [...excluded, id].toSorted() : excluded,
  };
}
