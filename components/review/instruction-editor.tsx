"use client";

import { Check, CircleAlert, Sparkles, Undo2 } from "lucide-react";
import type { RefObject } from "react";
import { useMemo } from "react";
import type { Disagreement } from "#core/instruction/instruction-agreement.ts";
import { Button } from "#components/ui/button.tsx";
import { markedParts } from "./marked-parts.ts";
import { MarkedWords } from "#components/ui/marked-words.tsx";
import { useKeyOf } from "./use-keys.tsx";
import { WordingList } from "./wording-list.tsx";
import type { Wording } from "./wordings.ts";

/** The words for the edit, with what they get wrong underlined in place and said below. */
export function InstructionEditor({
  ref,
  text,
  proposal,
  wordings,
  disagreements,
  disabled,
  onChange,
  onReword,
}: {
  ref: RefObject<HTMLTextAreaElement | null>;
  text: string;
  /** What the machine wrote, shown when it differs. */
  proposal: string;
  /** What else could be said, the proposal included; empty where there is nothing to choose from. */
  wordings: readonly Wording[];
  disagreements: readonly Disagreement[];
  disabled: boolean;
  onChange: (text: string) => void;
  /** Writes it anew from the operation, with other words each time; undefined when the object cannot be told apart in words. */
  onReword: (() => void) | undefined;
}) {
  const keyOf = useKeyOf();
  const differs = text !== proposal;
  const parts = useMemo(() => markedParts(text, disagreements), [text, disagreements]);
  const shared = "px-2.5 py-2 text-base leading-[1.45] break-words whitespace-pre-wrap";
  return (
    <div>
      <div className="relative grid rounded-md border border-field bg-surface focus-within:outline-2 focus-within:outline-accent">
        <div
          aria-hidden
          className={`pointer-events-none text-transparent col-start-1 row-start-1 ${shared}`}
        >
          {parts.map(({ text: part, wrong, start }) =>
            wrong ? (
              <mark
                key={start}
                className="bg-transparent underline decoration-bad decoration-wavy underline-offset-4"
              >
                {part}
              </mark>
            ) : (
              part
            ),
          )}
          {"\u200b"}
        </div>
        <textarea
          ref={ref}
          aria-label="Instruction"
          aria-keyshortcuts={keyOf("edit-instruction")}
          value={text}
          maxLength={400}
          disabled={disabled}
          spellCheck
          lang="en"
          rows={1}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (
              event.key === "Escape" ||
              (event.key === "Enter" && !event.nativeEvent.isComposing)
            ) {
              event.preventDefault();
              event.currentTarget.blur();
            }
          }}
          className={`col-start-1 row-start-1 resize-none overflow-hidden bg-transparent outline-none ${shared}`}
        />
      </div>
      <ul className="mt-1.5 flex flex-col gap-1" aria-label="What the words say" aria-live="polite">
        {disagreements.length === 0 ? (
          <li className="flex items-center gap-1.5 text-xs text-soft">
            <Check className="size-3.5 text-good" aria-hidden />
            The words say what the boxes do.
          </li>
        ) : (
          disagreements.map(({ message }) => (
            <li key={message} className="flex gap-1.5 text-xs">
              <CircleAlert className="mt-px size-3.5 shrink-0 text-bad" aria-hidden />
              {message}
            </li>
          ))
        )}
      </ul>
      <div className="mt-1.5 flex flex-wrap gap-1">
        <Button size="sm" disabled={disabled || !onReword} onClick={onReword}>
          <Sparkles className="size-3.5" aria-hidden />
          Write anew
        </Button>
        <Button
          size="sm"
          look="ghost"
          disabled={disabled}
          keys={keyOf("edit-instruction")}
          onClick={() => ref.current?.focus()}
        >
          Edit
        </Button>
        {differs && wordings.length === 0 && (
          <Button size="sm" look="ghost" disabled={disabled} onClick={() => onChange(proposal)}>
            <Undo2 className="size-3.5" aria-hidden />
            As proposed
          </Button>
        )}
      </div>
      {differs && (
        <p className="mt-1.5 border-l-2 border-line pl-2 text-xs text-soft">
          <span className="sr-only">Changed from the proposal: </span>
          {proposal ? <MarkedWords from={proposal} to={text} /> : "Nothing was proposed."}
        </p>
      )}
      {wordings.length > 0 && (
        <WordingList wordings={wordings} text={text} disabled={disabled} onChoose={onChange} />
      )}
    </div>
  );
}
