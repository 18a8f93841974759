import { Backend } from "#core/detection/backend.ts";
import type { PreflightFinding } from "#core/release/preflight/preflight-finding.ts";
import { reviewFindings } from "#core/release/preflight/review-findings.ts";
import { VerdictKind } from "#core/sample/verdict.ts";
import type { Context } from "../context.ts";
import { examineCandidate } from "../release/examine-candidate.ts";
import type { Candidate } from "../release/find-candidates.ts";
import { lookAtPhoto } from "../release/look-at-photo.ts";

/** Everything that a preflight finds about one sample as it is now. */
export async function checkSample(
  ctx: Context,
  candidate: Candidate,
  acceptancesMin: number,
): Promise<PreflightFinding[]> {
  const { frameId, frame, backend } = candidate;
  const photo = await lookAtPhoto(ctx, frameId, frame, Backend.parse(backend));
  const { findings } = examineCandidate(candidate, photo);
  return [...findings, ...findingsOfPeople(candidate, acceptancesMin)];
}

/** What people left undecided about a sample: a comment that nobody resolved belongs here too. */
function findingsOfPeople(
  { id, currentRevisionId, verdicts }: Candidate,
  acceptancesMin: number,
): PreflightFinding[] {
  const standing = verdicts
    .filter(({ revisionId }) => revisionId === currentRevisionId)
    .map(({ actorId, kind }) => ({ actorId, kind: VerdictKind.parse(kind) }));
  return reviewFindings(id, standing, acceptancesMin);
}
