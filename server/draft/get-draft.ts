import type { OperationKind } from "#core/operation/operation.ts";
import type { NearDuplicate } from "#core/release/pick/near-duplicates.ts";
import type { PickComposition } from "#core/release/pick/pick-composition.ts";
import { pickComposition } from "#core/release/pick/pick-composition.ts";
import type { PickCandidate } from "#core/release/pick/pick-candidate.ts";
import type { Context } from "../context.ts";
import { reviewerPseudonym } from "../release/reviewer-pseudonym.ts";
import { findNearDuplicates } from "./find-near-duplicates.ts";
import type { PickedDraft } from "./pick-draft.ts";
import { pickDraft } from "./pick-draft.ts";

/** What the candidates of a draft's source can be narrowed by. */
export type DraftChoices = {
  readonly operations: readonly OperationKind[];
  readonly scenes: readonly string[];
  readonly labels: readonly string[];
  /** Who accepted any of them; `id` is the name in a release. */
  readonly reviewers: readonly { readonly id: string; readonly name: string }[];
};

/** A draft with all that its page shows. */
export type DraftDetail = Omit<PickedDraft, "candidates"> & {
  readonly composition: PickComposition;
  readonly nearDuplicates: readonly NearDuplicate[];
  readonly choices: DraftChoices;
};

/** One draft by id, with what it chooses now. */
export async function getDraft(ctx: Context, id: string): Promise<DraftDetail> {
  const { candidates, ...draft } = await pickDraft(ctx, id);
  const ids = new Set(draft.pick.ids);
  const picked = candidates.filter((one) => ids.has(one.id));
  return {
    ...draft,
    composition: pickComposition(picked),
    nearDuplicates: await findNearDuplicates(ctx, picked),
    choices: await choicesOf(ctx, candidates),
  };
}

async function choicesOf(
  ctx: Context,
  candidates: readonly PickCandidate[],
): Promise<DraftChoices> {
  const listed = <T extends string>(valuesOf: (one: PickCandidate) => readonly T[]) =>
    [...new Set(candidates.flatMap(valuesOf))].toSorted();
  const actors = await ctx.db.actor.findMany({ where: { verdicts: { some: {} } } });
  const names = new Map(actors.map((actor) => [reviewerPseudonym(actor), actor.name]));
  const reviewers = listed(({ acceptances }) => acceptances.map(({ reviewer }) => reviewer));
  return {
    operations: listed(({ operation }) => [operation.kind]),
    scenes: listed(({ sceneId }) => [sceneId]),
    labels: listed(({ label }) => [label]),
    reviewers: reviewers.map((one) => ({ id: one, name: names.get(one) ?? one })),
  };
}
