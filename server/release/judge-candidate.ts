import type { LeftOutSample, ReleasedSample } from "#core/release/manifest.ts";
import type { PreflightCode } from "#core/release/preflight/preflight-code.ts";
import { mayBeWaived, reasonOf } from "#core/release/preflight/preflight-finding.ts";
import type { Violation } from "#core/release/violation.ts";
import { examineCandidate, idsOf } from "./examine-candidate.ts";
import type { Candidate } from "./find-candidates.ts";
import type { Photo } from "./look-at-photo.ts";

/** A sample as the release would hold it, or why it cannot. */
export type Judged =
  | { readonly sample: ReleasedSample; readonly warnings: readonly Violation[] }
  | { readonly leftOut: LeftOutSample };

/** Checks the current revision of a candidate again. `waived`: codes of findings that do not keep it out. */
export function judgeCandidate(
  candidate: Candidate,
  photo: Photo,
  waived: ReadonlySet<PreflightCode> = new Set(),
): Judged {
  const { findings, sample, warnings } = examineCandidate(candidate, photo);
  const reasons = findings
    .filter((one) => one.severity === "blocking" && !(waived.has(one.code) && mayBeWaived(one)))
    .map(reasonOf);
  if (sample && reasons.length === 0) return { sample, warnings };
  return { leftOut: { ...idsOf(candidate, photo), reasons } };
}
