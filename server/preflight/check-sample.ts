import { Backend } from "#core/detection/backend.ts";
import type { PreflightFinding } from "#core/release/preflight/preflight-finding.ts";
import { blockingFinding } from "#core/release/preflight/preflight-finding.ts";
import { reviewFindings } from "#core/release/preflight/review-findings.ts";
import { VerdictKind } from "#core/sample/verdict.ts";
import type { Context } from "../context.ts";
import { getLastSelection } from "../frame/get-last-selection.ts";
import { examineCandidate } from "../release/examine-candidate.ts";
import type { Candidate } from "../release/find-candidates.ts";
import { lookAtPhoto } from "../release/look-at-photo.ts";

/** Everything that a preflight finds about one sample as it is now. */
export async function checkSample(
  ctx: Context,
  candidate: Candidate,
  acceptancesMin: number,
): Promise<PreflightFinding[]> {
  const { frame, backend } = candidate;
  const { includedLabels } = await getLastSelection(ctx, frame.sceneId);
  const photo = await lookAtPhoto(frame, Backend.parse(backend), includedLabels);
  const { findings } = examineCandidate(candidate, photo);
  return [...findings, ...findingsOfPeople(candidate, acceptancesMin)];
}

/** What people left undecided about a sample. */
function findingsOfPeople(
  { id, currentRevisionId, verdicts, comments }: Candidate,
  acceptancesMin: number,
): PreflightFinding[] {
  const standing = verdicts
    .filter(({ revisionId }) => revisionId === currentRevisionId)
    .map(({ actorId, kind }) => ({ actorId, kind: VerdictKind.parse(kind) }));
  return [
    ...reviewFindings(id, standing, acceptancesMin),
    ...comments.map(({ body }) =>
      blockingFinding("comment-open", id, `a comment is open: ${body}`),
    ),
  ];
}
