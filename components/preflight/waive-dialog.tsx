"use client";

import { useRef, useState, useTransition } from "react";
import { WaiverReason } from "#core/release/preflight/waiver.ts";
import type { ReportedFinding } from "#server/preflight/get-preflight.ts";
import type { ActionResult } from "#server/web/action.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { codeText } from "./code-text.ts";

/** Asks why a finding is put up with. */
export function WaiveDialog({
  finding,
  onClose,
  waive,
}: {
  finding: ReportedFinding;
  /** Called when it is waived, and when it is not to be. */
  onClose: () => void;
  waive: (reason: string) => Promise<ActionResult<unknown>>;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  const { code, sampleId, message } = finding;
  const read = WaiverReason.safeParse(reason);
  const submit = () =>
    startTransition(async () => {
      const answer = await waive(reason).catch(() => null);
      if (answer?.ok) onClose();
      else setRefusal(answer?.message ?? "The server cannot be reached.");
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Waive: ${codeText[code]}`}
      description={
        <span className="font-mono text-2xs">{sampleId ?? "the release as a whole"}</span>
      }
      initialFocus={field}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (read.success) submit();
        }}
      >
        <p className="figures text-xs break-words">{message}</p>
        <label className="block">
          <span className="caption">Reason</span>
          <textarea
            ref={field}
            value={reason}
            rows={3}
            maxLength={1000}
            onChange={(event) => {
              setReason(event.target.value);
              setRefusal(null);
            }}
            className="mt-1 w-full rounded-md border border-field bg-surface px-2.5 py-1.5 text-sm"
          />
        </label>
        {refusal && (
          <p role="alert" className="text-xs text-bad">
            {refusal}
          </p>
        )}
        <p className="text-2xs text-soft">
          The release states the reason, under your pseudonym. The waiver holds for what is found
          now: a changed sample has to be waived again.
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Leave it</Button>
          <Button type="submit" look="primary" disabled={!read.success || pending}>
            Waive
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
