"use client";

import type { ReactNode } from "react";
import { Kbd } from "#components/ui/kbd.tsx";
import type { CommandId } from "./commands.ts";
import { commandOf } from "./commands.ts";
import { useKeyOf } from "./use-keys.tsx";

const taught: readonly CommandId[] = ["accept", "reject", "skip", "undo-verdict", "before", "help"];

/** The door to the review: how much is waiting, and the few keys one needs. */
export function StartReviewing({
  done,
  left,
  mine,
  start,
}: {
  done: number;
  left: number;
  mine: number;
  start: ReactNode;
}) {
  const keyOf = useKeyOf();
  const share = done / (done + left);
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-7 px-6 py-16">
      <div>
        <h1 className="text-xl font-semibold tracking-tight">Review</h1>
        <p className="mt-1 text-soft">
          One candidate at a time: look at the photo, hold it against the words, decide. The sample
          is yours while you have it open.
        </p>
      </div>
      <div>
        <p className="figures flex items-baseline justify-between">
          <span>
            <span className="text-xl font-semibold">{left}</span>
            <span className="text-soft"> waiting</span>
          </span>
          <span className="text-soft">
            {done} of {done + left} decided
          </span>
        </p>
        <div className="mt-2 h-1.5 overflow-hidden rounded-full bg-sunken" aria-hidden>
          <div className="h-full bg-good-fill" style={{ width: `${share * 100}%` }} />
        </div>
      </div>
      <div className="flex items-center gap-4">
        {start}
        {mine > 0 && (
          <span className="text-xs text-soft">
            What you had open comes first, skipped ones last.
          </span>
        )}
      </div>
      <section className="border-t border-line pt-5">
        <h2 className="caption mb-2">The keys you need</h2>
        <ul className="grid grid-cols-2 gap-x-8 gap-y-1.5">
          {taught.map((id) => {
            const keys = keyOf(id);
            return (
              <li key={id} className="flex items-center gap-2">
                <span className="flex w-14 shrink-0">
                  {keys && <Kbd keys={keys} />}
                  <span className="sr-only">{keys ?? "no key"}:</span>
                </span>
                {commandOf(id).name}
              </li>
            );
          })}
        </ul>
      </section>
    </div>
  );
}
