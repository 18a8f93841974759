import * as z from "zod";
import { PreflightFinding } from "#core/release/preflight/preflight-finding.ts";
import type { Context } from "../context.ts";
import type { Candidate } from "../release/find-candidates.ts";
import { findAskedPhotos, findCandidates } from "../release/find-candidates.ts";
import { inputsHashes } from "./inputs-hash.ts";
import type { PreflightChoice } from "./preflight-scope.ts";

/** A chosen sample, and what the latest check found about it. */
export type CheckedSample = {
  readonly candidate: Candidate;
  /** `stale`: something that the check looked at is another now. */
  readonly state: "checked" | "stale" | "unchecked";
  /** None unless it is checked. */
  readonly findings: readonly PreflightFinding[];
};

/** How far the checks of the chosen samples are. */
export async function findChecks(
  ctx: Context,
  { source, ids, acceptancesMin }: Pick<PreflightChoice, "source" | "ids" | "acceptancesMin">,
): Promise<CheckedSample[]> {
  const asked = ids && new Set(ids);
  const ofPhotos = await findCandidates(ctx, source, await findAskedPhotos(ctx, source, ids));
  const candidates = ofPhotos.filter(({ id }) => !asked || asked.has(id));
  const hashes = await inputsHashes(ctx, candidates, acceptancesMin);
  const rows = await ctx.db.preflightCheck.findMany({
    where: { acceptancesMin, sampleId: { in: candidates.map(({ id }) => id) } },
  });
  const checks = new Map(rows.map((row) => [row.sampleId, row]));
  return candidates.map((candidate): CheckedSample => {
    const check = checks.get(candidate.id);
    if (!check) return { candidate, state: "unchecked", findings: [] };
    if (check.inputsHash !== hashes.get(candidate.id))
      return { candidate, state: "stale", findings: [] };
    return {
      candidate,
      state: "checked",
      findings: z.array(PreflightFinding).parse(check.findings),
    };
  });
}
