import * as z from "zod";
import { acceptancesAsked, PreflightOptions } from "#core/release/preflight/preflight-options.ts";
import { ReleaseSource } from "#core/release/release-name.ts";
import type { Context } from "../context.ts";
import { findPickCandidates } from "../draft/find-pick-candidates.ts";
import type { PickedDraft } from "../draft/pick-draft.ts";
import { pickDraft } from "../draft/pick-draft.ts";

/** What a preflight looks at: what a draft picks, or all that a release from a source would ask for. */
export const PreflightScope = z.union([
  z.strictObject({ draftId: z.string() }),
  z.strictObject({ source: ReleaseSource }),
]);
export type PreflightScope = z.infer<typeof PreflightScope>;

/** What is to be checked, and how strictly. */
export type PreflightChoice = {
  /** Null: a source taken whole. */
  readonly draft: PickedDraft | null;
  readonly source: ReleaseSource;
  /** Ids of the samples; left out: all from the source. */
  readonly ids?: readonly string[];
  readonly options: PreflightOptions;
  /** How many people must have accepted each sample. */
  readonly acceptancesMin: number;
  /** What the near-duplicates are looked for among. */
  readonly candidates: PickedDraft["candidates"];
};

/** What a preflight of `scope` is about now. */
export async function readScope(ctx: Context, scope: PreflightScope): Promise<PreflightChoice> {
  if ("draftId" in scope) return choiceOfDraft(await pickDraft(ctx, scope.draftId));
  const { source } = scope;
  const options = PreflightOptions.parse({});
  return {
    draft: null,
    source,
    options,
    acceptancesMin: acceptancesAsked(source, options),
    candidates: await findPickCandidates(ctx, source),
  };
}

/** The same of a draft that has picked already. */
export function choiceOfDraft(draft: PickedDraft): PreflightChoice {
  const { source } = draft.spec.query;
  const options = draft.spec.preflight ?? PreflightOptions.parse({});
  const ids = new Set(draft.pick.ids);
  return {
    draft,
    source,
    ids: draft.pick.ids,
    options,
    acceptancesMin: acceptancesAsked(source, options),
    candidates: draft.candidates.filter(({ id }) => ids.has(id)),
  };
}
