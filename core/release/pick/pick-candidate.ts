import type { Operation } from "#core/operation/operation.ts";
import type { DraftQuery } from "./draft-spec.ts";

/** What choosing has to know of a sample that a release from the draft's source may hold. */
export type PickCandidate = {
  readonly id: string;
  readonly sceneId: string;
  readonly imageId: string;
  /** The edited object: the same in all photos that show it, and no other object's. */
  readonly objectKey: string;
  readonly label: string;
  readonly operation: Operation;
  /** Acceptances that were not taken back: by whom, as a release calls them, and on which day (UTC, ISO 8601). */
  readonly acceptances: readonly { readonly reviewer: string; readonly day: string }[];
};

/** The test whether a candidate is one of those that a query speaks of. One acceptance must fit both reviewer and days. */
export function queryTest(query: DraftQuery): (candidate: PickCandidate) => boolean {
  const isIn = (list: readonly string[]) => {
    const allowed = new Set(list);
    return (value: string) => allowed.size === 0 || allowed.has(value);
  };
  const [operation, scene, label, reviewer] = [
    isIn(query.operations),
    isIn(query.scenes),
    isIn(query.labels),
    isIn(query.reviewers),
  ];
  const { acceptedFrom, acceptedUntil } = query;
  const asksForAcceptance =
    query.reviewers.length > 0 || acceptedFrom !== null || acceptedUntil !== null;
  // Days in ISO 8601 stand in the order of time.
  const isInTime = (day: string) =>
    (acceptedFrom === null || day >= acceptedFrom) &&
    (acceptedUntil === null || day <= acceptedUntil);
  return (candidate) =>
    operation(candidate.operation.kind) &&
    scene(candidate.sceneId) &&
    label(candidate.label) &&
    (!asksForAcceptance ||
      candidate.acceptances.some((one) => reviewer(one.reviewer) && isInTime(one.day)));
}
