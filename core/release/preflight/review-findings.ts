import { counted } from "#core/counted.ts";
import type { VerdictKind } from "#core/sample/verdict.ts";
import type { PreflightFinding } from "./preflight-finding.ts";
import { blockingFinding, warningFinding } from "./preflight-finding.ts";

/** A verdict on what a sample says now, that was not taken back. */
export type StandingVerdict = {
  /** Who gave it: the same for all verdicts of one person. */
  readonly actorId: string;
  readonly kind: VerdictKind;
};

/**
 * What people said about a sample's current revision, as far as it matters for a release. `verdicts` from
 * the first to the last: of one person the last counts, and a skip is no opinion.
 */
export function reviewFindings(
  sampleId: string,
  verdicts: readonly StandingVerdict[],
  acceptancesMin: number,
): PreflightFinding[] {
  const opinions = new Map<string, VerdictKind>();
  for (const { actorId, kind } of verdicts) if (kind !== "skip") opinions.set(actorId, kind);
  const accepted = [...opinions.values()].filter((kind) => kind === "accept").length;
  const rejected = opinions.size - accepted;
  const findings: PreflightFinding[] = [];
  if (accepted < acceptancesMin)
    findings.push(
      blockingFinding(
        "review-missing",
        sampleId,
        `accepted by ${counted(accepted, "reviewer")} as it is now, and ${acceptancesMin} must have`,
      ),
    );
  if (accepted > 0 && rejected > 0)
    findings.push(
      warningFinding(
        "reviews-disagree",
        sampleId,
        `${counted(accepted, "reviewer")} accepted it as it is now, and ${rejected} rejected it`,
      ),
    );
  return findings;
}
