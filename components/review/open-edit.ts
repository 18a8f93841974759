import { canonicalJson } from "#core/canonical-json.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { WorkingEdit } from "#core/sample/working-edit.ts";
import { isFollowedBy, isSameState } from "#core/sample/working-edit.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";

/** With what a sample is opened. */
export type OpenedEdit =
  | { readonly kind: "untouched" }
  | { readonly kind: "restored"; readonly edit: WorkingEdit; readonly onServer: boolean }
  /** `theirs` is what another page of the same person says; null where it is the sample itself. */
  | { readonly kind: "conflict"; readonly mine: WorkingEdit; readonly theirs: WorkingEdit | null };

/**
 * Finds the newest of what the server and this page or browser (`local`) keep of somebody's changes. Two states that did
 * not come from each other, and changes to a version that is no more, are for the person to decide.
 */
export function openEdit(
  sample: Pick<SampleDetail, "version" | "state" | "working"> & { current: { edit: Edit } },
  local: WorkingEdit | null,
): OpenedEdit {
  const stored = sample.working;
  const newest = newestOf(local, stored);
  if (newest === "neither") return { kind: "conflict", mine: local!, theirs: stored };
  if (!newest) return { kind: "untouched" };
  if (newest.version === sample.version && sample.state === "queued")
    return {
      kind: "restored",
      edit: newest,
      onServer: stored !== null && isSameState(newest, stored),
    };
  return isSameEdit(newest.history.present, sample.current.edit)
    ? { kind: "untouched" }
    : { kind: "conflict", mine: newest, theirs: null };
}

/** Whether two edits say the same. */
export function isSameEdit(a: Edit, b: Edit): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

function newestOf(
  local: WorkingEdit | null,
  stored: WorkingEdit | null,
): WorkingEdit | "neither" | null {
  if (!local || !stored) return local ?? stored;
  if (isFollowedBy(stored, local)) return local;
  if (isFollowedBy(local, stored)) return stored;
  return isSameEdit(local.history.present, stored.history.present) ? stored : "neither";
}
