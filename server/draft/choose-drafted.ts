import type { LeftOutSample, ReleasedDraft } from "#core/release/manifest.ts";
import { SplitScenes } from "#core/release/manifest.ts";
import type { ReleasedWaiver } from "#core/release/preflight/waiver.ts";
import type { ReleaseSource } from "#core/release/release-name.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { Preflight } from "../preflight/get-preflight.ts";
import { isObstacle, preflightOf, waivedCodes } from "../preflight/get-preflight.ts";
import { choiceOfDraft } from "../preflight/preflight-scope.ts";
import type { WaivedCodes } from "../release/choose-by-photo.ts";
import { findObstacles } from "./find-pick-candidates.ts";
import type { PickedDraft } from "./pick-draft.ts";
import { pickDraft } from "./pick-draft.ts";

/** How many samples an error names; it counts the others. */
const namedMax = 5;

/** The samples that a draft picks, to be frozen exactly: see {@link requireAllReleasable}. */
export type DraftedSamples = {
  readonly source: ReleaseSource;
  readonly ids: readonly string[];
  readonly draft: ReleasedDraft;
  /** What a preflight found and somebody answered for, as the manifest says it, and by sample. */
  readonly waivers: readonly ReleasedWaiver[];
  readonly waived: WaivedCodes;
};

/**
 * Exactly the samples that a draft picks. PRECONDITION when a pinned one is not to be had, and when the draft
 * demands a preflight that is not complete or leaves something blocking; CONFLICT when the draft picks others
 * by now than those that the caller saw. All name the samples.
 */
export async function chooseDrafted(
  ctx: Context,
  draftId: string,
  seen?: readonly string[],
): Promise<DraftedSamples> {
  const draft = await pickDraft(ctx, draftId);
  if (draft.pinsMissing.length > 0)
    throw new AppError(
      "PRECONDITION",
      `pinned in the draft "${draft.name}" and not to be had: ${named(draft.pinsMissing)}; unpin what stays like that`,
    );
  if (seen) await requireSame(ctx, draft, seen);
  const preflight = await preflightOf(ctx, choiceOfDraft(draft));
  if (preflight.isRequired && draft.pick.ids.length > 0) requirePassed(draft, preflight);
  return {
    source: draft.spec.query.source,
    ids: draft.pick.ids,
    draft: releasedDraft(draft),
    waivers: releasedWaivers(preflight),
    waived: waivedCodes(preflight),
  };
}

/** Refuses with PRECONDITION when samples that a draft picks cannot be released, and names them. */
export function requireAllReleasable(
  { name }: ReleasedDraft,
  leftOut: readonly LeftOutSample[],
): void {
  if (leftOut.length > 0)
    throw new AppError(
      "PRECONDITION",
      `the draft "${name}" picks samples that cannot be released: ${named(leftOut.map(reasoned))}; correct them, or exclude them in the draft`,
    );
}

function requirePassed({ id, name }: PickedDraft, { obstacles, findings, stale }: Preflight): void {
  if (obstacles.length === 0) return;
  const asked = [
    ...findings
      .filter(isObstacle)
      .map(({ sampleId, code, message }) => ({ id: sampleId ?? code, why: message })),
    ...stale.map((sampleId) => ({ id: sampleId, why: "changed" })),
  ];
  const which = asked.length > 0 ? `: ${named(asked)}` : "";
  throw new AppError(
    "PRECONDITION",
    `the preflight of the draft "${name}" is not passed, ${obstacles.join(", ")}${which}; run "gsi release preflight ${id}", correct, exclude or waive what it finds, or switch it off in the draft (preflight.isRequired)`,
  );
}

/** Of findings that were waived, each once: those of the whole release first, then by sample and code. */
function releasedWaivers({ findings }: Preflight): ReleasedWaiver[] {
  const waivers = new Map(findings.flatMap(({ waiver }) => (waiver ? [[waiver.id, waiver]] : [])));
  const orderOf = ({ sampleId, code }: ReleasedWaiver) => `${sampleId ?? ""} ${code}`;
  return [...waivers.values()]
    .map(({ pseudonym: by, code, sampleId, reason }) => ({ by, code, sampleId, reason }))
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

async function requireSame(
  ctx: Context,
  { name, spec, pick }: PickedDraft,
  seen: readonly string[],
): Promise<void> {
  const [before, now] = [new Set(seen), new Set(pick.ids)];
  const gone = seen.filter((id) => !now.has(id));
  const added = pick.ids.filter((id) => !before.has(id));
  if (gone.length === 0 && added.length === 0) return;
  const changes = [
    gone.length > 0 ? `no longer in: ${named(await reasonsOf(ctx, spec.query.source, gone))}` : "",
    added.length > 0 ? `new: ${named(added.map((id) => ({ id, why: "" })))}` : "",
  ].filter(Boolean);
  throw new AppError(
    "CONFLICT",
    `the draft "${name}" picks other samples than a moment ago; ${changes.join("; ")}. Look at it again, then freeze`,
  );
}

async function reasonsOf(ctx: Context, source: ReleaseSource, gone: readonly string[]) {
  const obstacles = new Map(
    (await findObstacles(ctx, source, gone)).map(({ id, why }) => [id, why]),
  );
  return gone.map((id) => ({ id, why: obstacles.get(id) ?? "the quotas take another" }));
}

function releasedDraft({ name, spec, pick: { split } }: PickedDraft): ReleasedDraft {
  if (!split) return { name, spec };
  const splits = split.map((part) => [part.name, [...part.scenes]] as const);
  return { name, spec, splits: SplitScenes.parse(Object.fromEntries(splits)) };
}

function reasoned({ sampleId, reasons }: LeftOutSample) {
  return { id: sampleId, why: reasons.join("; ") };
}

function named(samples: readonly { readonly id: string; readonly why: string }[]): string {
  const listed = samples.slice(0, namedMax).map(({ id, why }) => (why ? `${id} (${why})` : id));
  const rest = samples.length - listed.length;
  return rest > 0 ? `${listed.join(", ")} and ${rest} more` : listed.join(", ");
}
