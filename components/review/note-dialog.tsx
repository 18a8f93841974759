"use client";

import type { ReactNode, RefObject } from "react";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

/** Asks for one line: why it is skipped, or why it is fine in spite of a finding. Enter confirms. */
export function NoteDialog({
  open,
  onOpenChange,
  title,
  confirm,
  suggestions,
  children,
  onConfirm,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Text of the confirming button. */
  confirm: string;
  /** Ready answers, on the digits while the line is empty. */
  suggestions: readonly string[];
  children?: ReactNode;
  onConfirm: (note: string) => void;
}) {
  const line = useRef<HTMLInputElement>(null);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} initialFocus={line}>
      {children}
      <NoteForm ref={line} confirm={confirm} suggestions={suggestions} onConfirm={onConfirm} />
    </Dialog>
  );
}

function NoteForm({
  ref,
  confirm,
  suggestions,
  onConfirm,
}: {
  ref: RefObject<HTMLInputElement | null>;
  confirm: string;
  suggestions: readonly string[];
  onConfirm: (note: string) => void;
}) {
  const [note, setNote] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (note.trim()) onConfirm(note.trim());
      }}
    >
      <label className="block">
        <span className="caption">Reason</span>
        <input
          ref={ref}
          value={note}
          maxLength={1000}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => {
            const ready = suggestions[Number(event.key) - 1];
            if (note !== "" || !ready) return;
            event.preventDefault();
            setNote(ready);
          }}
          className="mt-1 h-8 w-full rounded-md border border-field bg-surface px-2.5"
        />
      </label>
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {suggestions.map((suggestion, index) => (
          <li key={suggestion}>
            <Button
              size="sm"
              onClick={() => {
                setNote(suggestion);
                ref.current?.focus();
              }}
            >
              <Kbd keys={String(index + 1)} />
              {suggestion}
            </Button>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex justify-end">
        <Button type="submit" look="primary" disabled={!note.trim()} keys="Enter">
          {confirm}
        </Button>
      </div>
    </form>
  );
}
