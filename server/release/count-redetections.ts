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

/** The count over no samples. */
export const noRedetections: RedetectionCount = { found: 0, notFound: 0, notLookedAt: 0 };

/** The count over the samples of two. */
export function addRedetections(a: RedetectionCount, b: RedetectionCount): RedetectionCount {
  return {
    found: a.found + b.found,
    notFound: a.notFound + b.notFound,
    notLookedAt: a.notLookedAt + b.notLookedAt,
  };
}
