"use client";

import { useEffect } from "react";
import type { Edit } from "#core/sample/revision.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import { RevisionHistory } from "#components/browse/revision-history.tsx";
import { compareRevision } from "./compared-revision.ts";
import { SidePanel } from "./side-panel.tsx";

/** Every version of the sample and what was decided about it. A version can be looked at in place, and taken up again as a change. */
export function HistoryPanel({
  sample,
  edit,
  editable,
  onRestore,
  onClose,
}: {
  sample: SampleDetail;
  /** What is on the screen. */
  edit: Edit;
  editable: boolean;
  onRestore: (edit: Edit) => void;
  onClose: () => void;
}) {
  useEffect(() => () => compareRevision(null), [sample.id]);
  return (
    <SidePanel title="History" onClose={onClose}>
      <RevisionHistory
        sample={sample}
        presentEdit={edit}
        onLook={compareRevision}
        {...(editable && { onRestore: ({ edit }) => onRestore(edit) })}
      />
    </SidePanel>
  );
}
