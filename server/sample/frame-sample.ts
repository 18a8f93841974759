import type { Finding } from "#core/plausibility/finding.ts";
import type { Edit } from "#core/sample/revision.ts";
import { SampleState } from "#core/sample/sample-state.ts";
import { AppError } from "../errors.ts";
import { editOfRevision } from "./edit-of-revision.ts";

/** A sample of a photo as the stages see it: its state and what its current revision says. */
export type FrameSample = {
  id: string;
  frameId: string;
  number: number;
  state: SampleState;
  revisionId: string;
  edit: Edit;
  findings: Finding[];
};

/** A sample row with its current revision, parsed. */
export function frameSampleOf(row: {
  id: string;
  frameId: string;
  number: number;
  state: string;
  currentRevision: { id: string; edit: unknown; findings: unknown } | null;
}): FrameSample {
  const { id, frameId, number, currentRevision } = row;
  if (!currentRevision) throw new AppError("INTERNAL", `sample ${id} has no current revision`);
  return {
    id,
    frameId,
    number,
    state: SampleState.parse(row.state),
    revisionId: currentRevision.id,
    ...editOfRevision(currentRevision),
  };
}
