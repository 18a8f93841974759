import type { PickCandidate } from "#core/release/pick/pick-candidate.ts";
import type { Pick } from "#core/release/pick/pick-samples.ts";
import { pickSamples } from "#core/release/pick/pick-samples.ts";
import type { Context } from "../context.ts";
import { findObstacles, findPickCandidates } from "./find-pick-candidates.ts";
import type { Draft } from "./read-draft.ts";
import { readDraft } from "./read-draft.ts";

/** A draft with what it chooses from the samples as they are now. */
export type PickedDraft = Draft & {
  readonly candidates: readonly PickCandidate[];
  readonly pick: Pick;
  /** Pinned samples that cannot be chosen, and why. */
  readonly pinsMissing: readonly { readonly id: string; readonly why: string }[];
};

/** Lets a draft choose. Writes nothing. */
export async function pickDraft(ctx: Context, id: string): Promise<PickedDraft> {
  const draft = await readDraft(ctx, id);
  const { source } = draft.spec.query;
  const candidates = await findPickCandidates(ctx, source);
  const pick = pickSamples(candidates, draft.spec);
  return {
    ...draft,
    candidates,
    pick,
    pinsMissing:
      pick.pinsMissing.length > 0 ? await findObstacles(ctx, source, pick.pinsMissing) : [],
  };
}
