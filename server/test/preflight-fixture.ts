import type { Context } from "../context.ts";
import { checkSample } from "../preflight/check-sample.ts";
import { findChecks } from "../preflight/find-checks.ts";
import { inputsHashes } from "../preflight/inputs-hash.ts";
import type { PreflightScope } from "../preflight/preflight-scope.ts";
import { readScope } from "../preflight/preflight-scope.ts";
import { recordPreflightCheck } from "../preflight/record-preflight-check.ts";

/** Checks what a preflight has still to check, as its jobs would. Returns the ids. */
export async function checkAll(ctx: Context, scope: PreflightScope): Promise<string[]> {
  const choice = await readScope(ctx, scope);
  const { acceptancesMin } = choice;
  const due = (await findChecks(ctx, choice)).filter(({ state }) => state !== "checked");
  const candidates = due.map(({ candidate }) => candidate);
  const hashes = await inputsHashes(ctx, candidates, acceptancesMin);
  for (const candidate of candidates)
    await recordPreflightCheck(ctx, {
      sampleId: candidate.id,
      acceptancesMin,
      revisionId: candidate.currentRevisionId,
      inputsHash: hashes.get(candidate.id)!,
      findings: await checkSample(ctx, candidate, acceptancesMin),
    });
  return candidates.map(({ id }) => id);
}
