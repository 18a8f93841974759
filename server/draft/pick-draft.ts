import { DraftSpec } from "#core/release/pick/draft-spec.ts";
import type { PickCandidate } from "#core/release/pick/pick-candidate.ts";
import type { Pick } from "#core/release/pick/pick-samples.ts";
import { pickSamples } from "#core/release/pick/pick-samples.ts";
import type { Context } from "../context.ts";
import { noDraft } from "./draft-input.ts";
import { findObstacles, findPickCandidates } from "./find-pick-candidates.ts";

/** A draft with what it chooses from the samples as they are now. */
export type PickedDraft = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly spec: DraftSpec;
  readonly candidates: readonly PickCandidate[];
  readonly pick: Pick;
  /** Pinned samples that cannot be chosen, and why. */
  readonly pinsMissing: readonly { readonly id: string; readonly why: string }[];
};

/** Lets a draft choose. Writes nothing. */
export async function pickDraft(ctx: Context, id: string): Promise<PickedDraft> {
  const row = await ctx.db.releaseDraft.findUnique({ where: { id } });
  if (!row) throw noDraft(id);
  const spec = DraftSpec.parse(row.spec);
  const { source } = spec.query;
  const candidates = await findPickCandidates(ctx, source);
  const pick = pickSamples(candidates, spec);
  return {
    id,
    name: row.name,
    version: row.version,
    spec,
    candidates,
    pick,
    pinsMissing:
      pick.pinsMissing.length > 0 ? await findObstacles(ctx, source, pick.pinsMissing) : [],
  };
}
