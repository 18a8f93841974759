"use client";

import { describeOperation } from "#core/operation/describe-operation.ts";
import type { Edit } from "#core/sample/revision.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Conflict } from "./use-review.ts";

/** Two versions of one sample side by side: nothing is thrown away until the reviewer says so. */
export function ConflictDialog({
  conflict,
  onResolve,
}: {
  conflict: Conflict | null;
  onResolve: (choice: "mine" | "theirs") => void;
}) {
  const theirs = conflict?.theirs;
  const open = theirs?.state === "queued";
  return (
    <Dialog
      open={conflict !== null}
      title="This sample was changed meanwhile"
      description={
        open
          ? "Somebody else saved a change since you opened it. Yours is kept until you decide."
          : `Somebody else decided it since you opened it: it is ${theirs?.state ?? "gone"} now.`
      }
      wide
      footer={
        <>
          <Button onClick={() => onResolve("theirs")}>Take theirs</Button>
          {open && (
            <Button look="primary" onClick={() => onResolve("mine")}>
              Keep mine as a new edit
            </Button>
          )}
        </>
      }
    >
      {conflict && (
        <div className="grid grid-cols-2 gap-4">
          <Version title="Yours" edit={conflict.mine.present} />
          <Version
            title={`Theirs, by ${conflict.theirs.current.by}`}
            edit={conflict.theirs.current.edit}
          />
        </div>
      )}
    </Dialog>
  );
}

function Version({ title, edit }: { title: string; edit: Edit }) {
  return (
    <section className="rounded-md border border-line p-3">
      <h3 className="caption mb-1">{title}</h3>
      <p className="font-medium">
        {edit.label}: {describeOperation(edit.operation)}
      </p>
      <p className="mt-1">{edit.instruction}</p>
      {edit.targetBox && (
        <p className="figures mt-1 text-xs text-soft">
          target at {edit.targetBox.center.map((value) => value.toFixed(3)).join(", ")} m
        </p>
      )}
    </section>
  );
}
