import type { VerdictKind, VerdictReason } from "#core/sample/verdict.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { WorkingEdit } from "#core/sample/working-edit.ts";
import type { ReviewProgress } from "#server/review/get-review-progress.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import type { ActionResult } from "#server/web/action.ts";

export type VerdictRequest = {
  /** Names the request: sent again after a lost answer it is not recorded twice. */
  id: string;
  sampleId: string;
  version: number;
  kind: VerdictKind;
  reason?: VerdictReason;
  note?: string;
  edit?: Edit;
};

/** What the review asks of the server. Every one is a POST: nothing is taken or changed by looking. */
export type ReviewActions = {
  /** Records a verdict with its edit and hands out the next sample, in one round trip; null for the one that is here. */
  submitVerdict: (request: { verdict: VerdictRequest; aheadId: string | null }) => Promise<
    ActionResult<{
      next: { sampleId: string; sample: SampleDetail | null } | null;
      progress: ReviewProgress;
    }>
  >;
  undoVerdict: (request: { sampleId?: string }) => Promise<ActionResult<{ sampleId: string }>>;
  /** Takes or renews the lease where that is possible, and reads the sample. */
  openSample: (request: {
    sampleId: string;
  }) => Promise<ActionResult<{ sample: SampleDetail; progress: ReviewProgress }>>;
  /** Keeps what was changed so far; renews the lease. */
  saveEdit: (request: {
    sampleId: string;
    edit: WorkingEdit;
  }) => Promise<ActionResult<{ at: Date }>>;
  /** Forgets what was changed so far. */
  discardEdit: (request: { sampleId: string }) => Promise<ActionResult<void>>;
  /** Takes the sample that comes after the one in hand, so that it can be loaded ahead. */
  reserveNext: (request: { afterSampleId: string }) => Promise<ActionResult<SampleDetail | null>>;
};
