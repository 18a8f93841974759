"use client";

import type { RefObject } from "react";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { SkipReason, skipReasonText } from "#core/sample/verdict.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

type Said = { reason: SkipReason; note?: string };

/** Why a sample is left to others: a digit or the arrows choose, Enter confirms. "Other" asks for words. */
export function SkipDialog({
  open,
  onOpenChange,
  onSkip,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSkip: (said: Said) => void;
}) {
  const first = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Why skip it?"
      description="Press a digit, then Enter. It comes again when the rest is done."
      initialFocus={first}
    >
      <SkipForm first={first} onSkip={onSkip} />
    </Dialog>
  );
}

function SkipForm({
  first,
  onSkip,
}: {
  first: RefObject<HTMLInputElement | null>;
  onSkip: (said: Said) => void;
}) {
  const name = useId();
  const note = useRef<HTMLInputElement>(null);
  const [reason, setReason] = useState<SkipReason>(SkipReason.options[0]!);
  const [words, setWords] = useState("");
  const choose = useEffectEvent((event: KeyboardEvent) => {
    const chosen = SkipReason.options[Number(event.key) - 1];
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
  const ready = reason !== "other" || words.trim() !== "";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSkip({ reason, note: words.trim() || undefined });
        else note.current?.focus();
      }}
    >
      <fieldset className="flex flex-col">
        <legend className="sr-only">Reason</legend>
        {SkipReason.options.map((option, index) => (
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
            {skipReasonText[option]}
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
          Skip
        </Button>
      </div>
    </form>
  );
}
