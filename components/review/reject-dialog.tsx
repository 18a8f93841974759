"use client";

import type { RefObject } from "react";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { reasonOfReject } from "#core/gate/gate-reason.ts";
import type { Finding } from "#core/plausibility/finding.ts";
import { RejectReason, rejectReasonText } from "#core/sample/verdict.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

/** Why a sample is rejected: a digit chooses, Enter confirms. "Other" asks for words. */
export function RejectDialog({
  open,
  onOpenChange,
  findings,
  onReject,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What the checks say: a reason that one of them gives too is marked. */
  findings: readonly Finding[];
  onReject: (said: { reason: RejectReason; note?: string }) => void;
}) {
  const first = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Why is it rejected?"
      description="Press a digit, then Enter."
      initialFocus={first}
    >
      <RejectForm first={first} findings={findings} onReject={onReject} />
    </Dialog>
  );
}

function RejectForm({
  first,
  findings,
  onReject,
}: {
  first: RefObject<HTMLInputElement | null>;
  findings: readonly Finding[];
  onReject: (said: { reason: RejectReason; note?: string }) => void;
}) {
  const name = useId();
  const note = useRef<HTMLInputElement>(null);
  const [reason, setReason] = useState<RejectReason | null>(null);
  const [words, setWords] = useState("");
  const choose = useEffectEvent((event: KeyboardEvent) => {
    const chosen = RejectReason.options[Number(event.key) - 1];
    if (event.target === note.current || !chosen) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setReason(chosen);
    // The radio with the focus submits on Enter.
    if (chosen === "other") note.current?.focus();
    else first.current?.form?.querySelector<HTMLInputElement>(`[value="${chosen}"]`)?.focus();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => choose(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
  const failed = new Set<string | null>(
    findings.filter(({ passed }) => !passed).map(({ check }) => check),
  );
  const ready = reason !== null && (reason !== "other" || words.trim() !== "");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onReject({ reason, note: words.trim() || undefined });
        else if (reason === "other") note.current?.focus();
      }}
    >
      <fieldset className="flex flex-col">
        <legend className="sr-only">Reason</legend>
        {RejectReason.options.map((option, index) => (
          <label
            key={option}
            className={classNames(
              "flex h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 has-focus-visible:outline-2 has-focus-visible:outline-accent",
              reason === option ? "bg-accent-wash font-medium text-accent" : "hover:bg-hover",
            )}
          >
            <input
              ref={index === 0 ? first : undefined}
              type="radio"
              name={name}
              value={option}
              checked={reason === option}
              onChange={() => setReason(option)}
              className="sr-only"
            />
            <Kbd keys={String(index + 1)} />
            <span className="flex-1">{rejectReasonText[option]}</span>
            {failed.has(reasonOfReject[option]) && <Badge tone="warn">a check says so</Badge>}
          </label>
        ))}
      </fieldset>
      <label className="mt-3 block">
        <span className="caption">Note{reason === "other" ? "" : " (optional)"}</span>
        <input
          ref={note}
          value={words}
          maxLength={1000}
          onChange={(event) => setWords(event.target.value)}
          className="mt-1 h-8 w-full rounded-md border border-field bg-surface px-2.5"
        />
      </label>
      <div className="mt-4 flex justify-end">
        <Button type="submit" look="primary" disabled={!ready} keys="Enter">
          Reject
        </Button>
      </div>
    </form>
  );
}
