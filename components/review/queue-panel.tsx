"use client";

import { Check, CornerUpLeft, ImageOff, SkipForward, X } from "lucide-react";
import type { ReactNode } from "react";
import { verdictReasonText } from "#core/sample/verdict.ts";
import type { ReviewProgress } from "#server/review/get-review-progress.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { fileUrl } from "#components/ui/file-url.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";

const verdictLook = {
  accept: { icon: Check, tone: "text-good", text: "Accepted" },
  reject: { icon: X, tone: "text-bad", text: "Rejected" },
  skip: { icon: SkipForward, tone: "text-soft", text: "Skipped" },
};

/** How far the review is, and what the reviewer did last: each can be looked at again and taken back. */
export function QueuePanel({
  progress,
  currentId,
  disabled,
  onOpen,
  onUndo,
  children,
}: {
  progress: ReviewProgress;
  currentId: string;
  disabled: boolean;
  onOpen: (sampleId: string) => void;
  onUndo: (sampleId: string) => void;
  /** Stands at the bottom. */
  children: ReactNode;
}) {
  const { done, left, mine } = progress;
  const total = done + left;
  return (
    <aside aria-label="Queue" className="flex min-h-0 flex-col bg-surface">
      <div className="border-b border-line px-3 py-2.5">
        <p className="figures flex items-baseline justify-between gap-2">
          <span data-testid="review-progress">
            <span className="text-base font-semibold">{done}</span>
            <span className="text-soft"> / {total}</span>
          </span>
          <span className="text-xs text-soft">{left} left</span>
        </p>
        <progress
          aria-label="Samples decided"
          value={done}
          max={Math.max(1, total)}
          className="mt-1.5 block h-1 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-good-fill [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-good-fill"
        />
      </div>
      <h2 className="caption px-3 pt-2.5 pb-1">My last verdicts</h2>
      <ol className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-2">
        {mine.length === 0 && (
          <li className="px-1.5 py-1 text-xs text-soft">
            What you decide shows up here, and can be taken back until a release freezes it.
          </li>
        )}
        {mine.map((verdict) => {
          const { icon: Icon, tone, text } = verdictLook[verdict.kind];
          return (
            <li
              key={`${verdict.sampleId}:${verdict.at.getTime()}`}
              className={classNames(
                "group relative flex items-center gap-2 rounded-md p-1.5 hover:bg-hover",
                verdict.sampleId === currentId && "bg-hover",
              )}
            >
              {verdict.thumbHash ? (
                // eslint-disable-next-line -- already the right size
                <img
                  src={fileUrl(verdict.thumbHash, 160)}
                  alt=""
                  loading="lazy"
                  className="h-8 w-12 shrink-0 rounded-sm bg-sunken object-cover"
                />
              ) : (
                <span className="flex h-8 w-12 shrink-0 items-center justify-center rounded-sm bg-sunken">
                  <ImageOff className="size-3.5 text-soft" aria-hidden />
                </span>
              )}
              <button
                type="button"
                disabled={disabled}
                onClick={() => onOpen(verdict.sampleId)}
                className="min-w-0 flex-1 text-left after:absolute after:inset-0"
              >
                <span className="flex items-center gap-1 text-xs font-medium">
                  <Icon className={`size-3.5 shrink-0 ${tone}`} aria-hidden />
                  <span className="truncate">{verdict.label}</span>
                </span>
                <span className="block truncate text-2xs text-soft">
                  <span className="sr-only">{text}: </span>
                  {verdict.reason ? (
                    verdictReasonText[verdict.reason]
                  ) : (
                    <RelativeTime at={verdict.at} />
                  )}
                </span>
              </button>
              <Button
                look="ghost"
                size="icon"
                disabled={disabled}
                aria-label={`Take back: ${text.toLowerCase()} ${verdict.label}`}
                onClick={() => onUndo(verdict.sampleId)}
                className="absolute right-1 z-10 bg-hover opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
              >
                <CornerUpLeft className="size-3.5" aria-hidden />
              </Button>
            </li>
          );
        })}
      </ol>
      {children}
    </aside>
  );
}
