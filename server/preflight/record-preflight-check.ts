import type { PreflightFinding } from "#core/release/preflight/preflight-finding.ts";
import type { Context } from "../context.ts";

/** Stores what was found about a sample, in the place of what was found before. */
export async function recordPreflightCheck(
  ctx: Context,
  {
    sampleId,
    acceptancesMin,
    ...check
  }: {
    readonly sampleId: string;
    readonly acceptancesMin: number;
    readonly revisionId: string | null;
    readonly inputsHash: string;
    readonly findings: PreflightFinding[];
  },
): Promise<void> {
  const row = { ...check, checkedAt: new Date() };
  await ctx.db.preflightCheck.upsert({
    where: { sampleId_acceptancesMin: { sampleId, acceptancesMin } },
    create: { sampleId, acceptancesMin, ...row },
    update: row,
  });
}
