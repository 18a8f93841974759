"use client";

import { Ban, Pin, PinOff, Undo2 } from "lucide-react";
import { useState } from "react";
import type { SampleListItem } from "#server/sample/find-samples.ts";
import { SampleCard } from "#components/browse/sample-card.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { Mark } from "./mark-sample.ts";

const step = 60;

/** The picked samples with pin and exclude on each, and under them those that are excluded. */
export function PickWall({
  picked,
  excluded,
  markOf,
  onMark,
}: {
  picked: readonly SampleListItem[];
  excluded: readonly SampleListItem[];
  markOf: (id: string) => Mark;
  onMark: (id: string, mark: Mark) => void;
}) {
  const [shown, setShown] = useState(step);
  const left = picked.length - shown;
  return (
    <>
      <Panel title={`${picked.length} picked`}>
        <Cards samples={picked.slice(0, shown)} markOf={markOf} onMark={onMark} />
        {picked.length === 0 && <p className="text-xs text-soft">Nothing fits query and quotas.</p>}
        {left > 0 && (
          <div className="mt-4 flex justify-center">
            <Button onClick={() => setShown(shown + step)}>
              Show {Math.min(step, left)} more of {left}
            </Button>
          </div>
        )}
      </Panel>
      {excluded.length > 0 && (
        <Panel title={`${excluded.length} excluded`}>
          <Cards samples={excluded} markOf={markOf} onMark={onMark} />
        </Panel>
      )}
    </>
  );
}

function Cards({
  samples,
  markOf,
  onMark,
}: {
  samples: readonly SampleListItem[];
  markOf: (id: string) => Mark;
  onMark: (id: string, mark: Mark) => void;
}) {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(12.5rem,1fr))] gap-3">
      {samples.map((sample) => (
        <SampleCard
          key={sample.id}
          sample={sample}
          controls={
            <MarkButtons
              name={sample.instruction || sample.id}
              mark={markOf(sample.id)}
              onMark={(mark) => onMark(sample.id, mark)}
            />
          }
        />
      ))}
    </div>
  );
}

function MarkButtons({
  name,
  mark,
  onMark,
}: {
  name: string;
  mark: Mark;
  onMark: (mark: Mark) => void;
}) {
  const isPinned = mark === "pinned";
  const isExcluded = mark === "excluded";
  return (
    <>
      <Button
        size="sm"
        look={isPinned ? "primary" : "plain"}
        aria-pressed={isPinned}
        aria-label={`Pin: ${name}`}
        onClick={() => onMark(isPinned ? null : "pinned")}
      >
        {isPinned ? (
          <PinOff className="size-3.5" aria-hidden />
        ) : (
          <Pin className="size-3.5" aria-hidden />
        )}
        {isPinned ? "Unpin" : "Pin"}
      </Button>
      <Button
        size="sm"
        aria-label={`${isExcluded ? "Take back" : "Exclude"}: ${name}`}
        onClick={() => onMark(isExcluded ? null : "excluded")}
      >
        {isExcluded ? (
          <Undo2 className="size-3.5" aria-hidden />
        ) : (
          <Ban className="size-3.5" aria-hidden />
        )}
        {isExcluded ? "Take back" : "Exclude"}
      </Button>
    </>
  );
}
