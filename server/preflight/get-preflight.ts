import { counted } from "#core/counted.ts";
import { pickFindings } from "#core/release/preflight/pick-findings.ts";
import type { PreflightFinding } from "#core/release/preflight/preflight-finding.ts";
import { mayBeWaived } from "#core/release/preflight/preflight-finding.ts";
import type { ReleaseSource } from "#core/release/release-name.ts";
import type { Context } from "../context.ts";
import { findNearDuplicates } from "../draft/find-near-duplicates.ts";
import type { WaivedCodes } from "../release/choose-by-photo.ts";
import type { CheckedSample } from "./find-checks.ts";
import { findChecks } from "./find-checks.ts";
import type { PreflightChoice, PreflightScope } from "./preflight-scope.ts";
import { readScope } from "./preflight-scope.ts";
import type { WaiverDetail } from "./waivers.ts";
import { findWaivers, foundHashOf, waiverKey } from "./waivers.ts";

/** A finding with what may be done about it. */
export type ReportedFinding = PreflightFinding & {
  readonly foundHash: string;
  readonly mayBeWaived: boolean;
  readonly waiver: WaiverDetail | null;
};

/** What is known about a release before it is frozen. */
export type Preflight = {
  readonly draft: { readonly id: string; readonly name: string } | null;
  readonly source: ReleaseSource;
  /** Whether the draft must not be frozen while there are obstacles. */
  readonly isRequired: boolean;
  readonly acceptancesMin: number;
  readonly counts: Readonly<Record<CheckedSample["state"] | "chosen", number>>;
  /** Ids of the samples that changed since they were checked. */
  readonly stale: readonly string[];
  /** Blocking ones first, then by code and sample. */
  readonly findings: readonly ReportedFinding[];
  /** Sentences: what stands between this and a freeze. */
  readonly obstacles: readonly string[];
  /** Waivers that hold for nothing any more: revoked, or of what is not found now. */
  readonly pastWaivers: readonly WaiverDetail[];
};

/** What the checks found about the samples of `scope`, and what is found about their choice now. Writes nothing. */
export async function getPreflight(ctx: Context, scope: PreflightScope): Promise<Preflight> {
  return preflightOf(ctx, await readScope(ctx, scope));
}

/** The same of a choice that was read already. */
export async function preflightOf(ctx: Context, choice: PreflightChoice): Promise<Preflight> {
  const { draft, source, options, acceptancesMin, candidates } = choice;
  const checks = await findChecks(ctx, choice);
  const nearDuplicates = await findNearDuplicates(ctx, candidates);
  const found = [
    ...pickFindings({
      pick: draft?.pick ?? null,
      pinsMissing: draft?.pinsMissing ?? [],
      nearDuplicates,
      sources: checks.map(({ candidate }) => candidate.frame.scene.source),
    }),
    ...checks.flatMap(({ findings }) => findings),
  ];
  const revisions = new Map(
    checks.map(({ candidate: { id, currentRevisionId } }) => [id, currentRevisionId]),
  );
  const waivers = draft ? await findWaivers(ctx, draft.id) : { standing: new Map(), all: [] };
  const findings = reported(found, revisions, waivers.standing);
  const inUse = new Set(findings.map(({ waiver }) => waiver?.id));
  const of = (state: CheckedSample["state"]) => checks.filter((one) => one.state === state);
  const counts = {
    chosen: checks.length,
    checked: of("checked").length,
    stale: of("stale").length,
    unchecked: of("unchecked").length,
  };
  return {
    draft: draft && { id: draft.id, name: draft.name },
    source,
    isRequired: options.isRequired,
    acceptancesMin,
    counts,
    stale: of("stale").map(({ candidate }) => candidate.id),
    findings,
    obstacles: obstaclesOf(counts, findings),
    pastWaivers: waivers.all.filter(({ id }) => !inUse.has(id)),
  };
}

/** Whether a finding keeps a release from being frozen. */
export function isObstacle({ severity, waiver }: ReportedFinding): boolean {
  return severity === "blocking" && waiver === null;
}

/** Codes of the findings of each sample that are waived. */
export function waivedCodes({ findings }: Preflight): WaivedCodes {
  const waived = findings.filter(({ waiver, sampleId }) => waiver && sampleId !== null);
  return new Map(
    [...Map.groupBy(waived, ({ sampleId }) => sampleId!)].map(([sampleId, group]) => [
      sampleId,
      new Set(group.map(({ code }) => code)),
    ]),
  );
}

function reported(
  found: readonly PreflightFinding[],
  revisions: ReadonlyMap<string, string | null>,
  standing: ReadonlyMap<string, WaiverDetail>,
): ReportedFinding[] {
  const groups = Map.groupBy(found, ({ sampleId, code }) => `${sampleId ?? ""} ${code}`);
  return [...groups.values()]
    .flatMap((group) => {
      const { sampleId, code } = group[0]!;
      const revisionId = sampleId === null ? null : (revisions.get(sampleId) ?? null);
      const foundHash = foundHashOf(revisionId, group);
      const waiver = standing.get(waiverKey({ sampleId, code, foundHash })) ?? null;
      return group.map((one) => {
        const may = mayBeWaived(one);
        return { ...one, foundHash, mayBeWaived: may, waiver: may ? waiver : null };
      });
    })
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

function orderOf({ severity, code, sampleId }: PreflightFinding): string {
  return `${severity} ${code} ${sampleId ?? ""}`;
}

function obstaclesOf(
  { stale, unchecked }: Preflight["counts"],
  findings: readonly ReportedFinding[],
): string[] {
  const blocking = findings.filter(isObstacle).length;
  return [
    unchecked > 0 ? `${counted(unchecked, "sample")} not checked yet` : "",
    stale > 0 ? `${counted(stale, "sample")} changed since the check` : "",
    blocking > 0 ? `${counted(blocking, "blocking finding")} neither mended nor waived` : "",
  ].filter(Boolean);
}
