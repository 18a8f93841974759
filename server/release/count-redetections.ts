import type { RedetectionCount } from "#core/release/redetection-count.ts";
import { latestRedetection } from "../sample/latest-redetection.ts";
import type { Candidate } from "./find-candidates.ts";

/** What the latest re-detections of the candidates' current revisions say. */
export function countRedetections(candidates: readonly Candidate[]): RedetectionCount {
  const said = candidates.map(({ currentRevision }) =>
    currentRevision ? latestRedetection(currentRevision) : null,
  );
  const found = said.filter((one) => one?.passed).length;
  const notLookedAt = said.filter((one) => one === null).length;
  return { found, notFound: said.length - found - notLookedAt, notLookedAt };
}
