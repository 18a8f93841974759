"use client";

import type { RefObject } from "react";
import { useId, useRef, useState } from "react";
import { describeOperation } from "#core/operation/describe-operation.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ConflictPhoto } from "./conflict-photo.tsx";
import type { EditPart, Side } from "./merge-edits.ts";
import { differingParts, mergeEdits } from "./merge-edits.ts";
import type { Conflict } from "./use-review.ts";

/** Two edits of one sample side by side: nothing is thrown away until the reviewer says so. */
export function ConflictDialog({
  conflict,
  onResolve,
}: {
  conflict: Conflict | null;
  /** What is to stand; null is theirs as it is. */
  onResolve: (chosen: Edit | null) => void;
}) {
  return conflict && <Choice key={conflict.sample.id} conflict={conflict} onResolve={onResolve} />;
}

const allMine: Record<EditPart, Side> = { object: "mine", change: "mine", words: "mine" };
const partName: Record<EditPart, string> = {
  object: "Object",
  change: "Change",
  words: "Words",
};

function Choice({
  conflict,
  onResolve,
}: {
  conflict: Conflict;
  onResolve: (chosen: Edit | null) => void;
}) {
  const [choice, setChoice] = useState(allMine);
  // Not a button: whoever is typing when the question comes would press it with the next space.
  const first = useRef<HTMLInputElement>(null);
  const { sample } = conflict;
  const mine = conflict.mine.history.present;
  const theirs = conflict.theirs?.history.present ?? sample.current.edit;
  const parts = differingParts(mine, theirs);
  const open = sample.state === "queued";
  const mixed = new Set(parts.map((part) => choice[part])).size > 1;
  const { title, description, name, at } = told(conflict);
  return (
    <Dialog
      open
      title={title}
      description={description}
      wide
      initialFocus={first}
      footer={
        <>
          <Button onClick={() => onResolve(null)}>{open ? "Take theirs" : "Give mine up"}</Button>
          {open && (
            <Button
              look={mixed ? "primary" : "plain"}
              disabled={!mixed}
              onClick={() => onResolve(mergeEdits(sample.scene, mine, theirs, choice))}
            >
              Take what is chosen
            </Button>
          )}
          {open && (
            <Button look={mixed ? "plain" : "primary"} onClick={() => onResolve(mine)}>
              Take mine
            </Button>
          )}
        </>
      }
    >
      <ConflictPhoto sample={sample} mine={mine} theirs={theirs} />
      <div className="mt-4 grid grid-cols-[5rem_minmax(0,1fr)_minmax(0,1fr)] gap-x-3 gap-y-2">
        <span />
        <span className="caption">
          <Swatch className="bg-target" /> Mine, on this page
        </span>
        <span className="caption">
          <Swatch className="bg-flagged" /> {name}, <RelativeTime at={at} />
        </span>
        {parts.map((part, index) => (
          <PartChoice
            key={part}
            first={index === 0 ? first : undefined}
            part={part}
            scene={sample.scene}
            mine={mine}
            theirs={theirs}
            chosen={open ? choice[part] : null}
            onChoose={(side) => setChoice({ ...choice, [part]: side })}
          />
        ))}
      </div>
    </Dialog>
  );
}

/** Who is on the other side, and since when. */
function told({ theirs, sample }: Conflict) {
  const kept = "Yours is kept until you decide.";
  if (theirs) {
    return {
      title: "You changed this sample on another page too",
      description: `Neither of the two came from the other. ${kept}`,
      name: "The other page",
      at: theirs.at,
    };
  }
  const verdict = sample.verdicts.find(({ undoneAt }) => undoneAt === null);
  const { by, at } = sample.state === "queued" ? sample.current : (verdict ?? sample.current);
  return {
    title:
      sample.state === "queued"
        ? "This sample was changed meanwhile"
        : `This sample is ${sample.state} meanwhile`,
    description:
      sample.state === "queued"
        ? `It has another version than the one you changed. ${kept}`
        : `${by} decided it. Your changes are shown for comparison; to use them, the verdict must be taken back.`,
    name: by,
    at,
  };
}

function PartChoice({
  first,
  part,
  scene,
  mine,
  theirs,
  chosen,
  onChoose,
}: {
  first: RefObject<HTMLInputElement | null> | undefined;
  part: EditPart;
  scene: FrameScene;
  mine: Edit;
  theirs: Edit;
  /** Null where there is nothing to choose. */
  chosen: Side | null;
  onChoose: (side: Side) => void;
}) {
  const name = useId();
  const option = (side: Side, edit: Edit) => (
    <label
      className={classNames(
        "flex gap-2 rounded-md border border-line p-2 has-focus-visible:outline-2 has-focus-visible:outline-accent",
        chosen && "cursor-pointer",
        chosen === side && "border-accent bg-accent-wash",
      )}
    >
      {chosen && (
        <input
          ref={side === "mine" ? first : undefined}
          type="radio"
          name={name}
          aria-label={`${partName[part]}: ${side}`}
          checked={chosen === side}
          onChange={() => onChoose(side)}
          className="mt-0.5 accent-accent outline-none"
        />
      )}
      <span className="min-w-0">
        {lines(scene, edit, part).map((line) => (
          <span key={line} className="figures block break-words">
            {line}
          </span>
        ))}
      </span>
    </label>
  );
  return (
    <>
      <span className="pt-2 font-medium">{partName[part]}</span>
      {option("mine", mine)}
      {option("theirs", theirs)}
    </>
  );
}

function lines(scene: FrameScene, edit: Edit, part: EditPart): string[] {
  const meters = (values: readonly number[]) => values.map((value) => value.toFixed(3)).join(", ");
  const { label, sourceBox, targetBox, operation, instruction } = edit;
  switch (part) {
    case "object":
      return [label, `at ${meters(sourceBox.center)} m`, `size ${meters(sourceBox.size)} m`];
    case "change":
      return [
        `${operation.kind}: ${describeOperation(operation, scene)}`,
        ...(targetBox ? [`to ${meters(targetBox.center)} m`] : []),
      ];
    case "words":
      return [instruction || "no words"];
  }
}

function Swatch({ className }: { className: string }) {
  return <span aria-hidden className={`mr-1 inline-block size-2 rounded-full ${className}`} />;
}
