"use client";

import {
  Check,
  CircleDot,
  CloudOff,
  HardDrive,
  Keyboard,
  Loader,
  Move,
  Redo2,
  RotateCcw,
  SkipForward,
  Undo2,
  X,
} from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { CommandId } from "./commands.ts";
import { useKeyOf } from "./use-keys.tsx";
import type { Review, SaveState } from "./use-review.ts";

/** The verdicts, always in the same place; whether everything is safe; undo and redo. */
export function VerdictBar({
  review,
  blockedBy,
  nudging,
  onCommand,
}: {
  review: Review;
  /** Why accepting is not possible; null when it is. */
  blockedBy: string | null;
  nudging: boolean;
  onCommand: (id: CommandId) => void;
}) {
  const keyOf = useKeyOf();
  const decided = !review.editable || review.sending;
  return (
    <footer
      aria-label="Verdict"
      className="flex h-14 shrink-0 items-center gap-4 border-t border-line bg-surface px-3"
    >
      <div className="flex w-[15rem] min-w-0 shrink-0 flex-col justify-center">
        <SaveLight state={review.saveState} />
        {blockedBy && (
          <p id="accept-blocked" title={blockedBy} className="truncate text-xs text-bad">
            {blockedBy}
          </p>
        )}
      </div>
      <div className="flex min-w-0 flex-1 items-center justify-center gap-2">
        <Button
          look="accept"
          size="lg"
          disabled={decided || blockedBy !== null}
          title={blockedBy ?? undefined}
          aria-describedby={blockedBy ? "accept-blocked" : undefined}
          aria-keyshortcuts={keyOf("accept")}
          keys={keyOf("accept")}
          onClick={() => onCommand("accept")}
          className="min-w-[11.75rem] justify-center"
        >
          <Check className="size-4" aria-hidden />
          {review.changed ? "Fix + accept" : "Accept"}
        </Button>
        <Button
          look="danger"
          size="lg"
          disabled={decided}
          aria-keyshortcuts={keyOf("reject")}
          keys={keyOf("reject")}
          onClick={() => onCommand("reject")}
        >
          <X className="size-4" aria-hidden />
          Reject
        </Button>
        <Button
          size="lg"
          disabled={decided}
          aria-keyshortcuts={keyOf("skip")}
          keys={nudging ? undefined : keyOf("skip")}
          onClick={() => onCommand("skip")}
        >
          <SkipForward className="size-4" aria-hidden />
          Skip
        </Button>
        <Button
          size="lg"
          disabled={review.sending || review.progress.mine.length === 0}
          aria-keyshortcuts={keyOf("undo-verdict")}
          keys={keyOf("undo-verdict")}
          onClick={() => onCommand("undo-verdict")}
        >
          <RotateCcw className="size-4" aria-hidden />
          Undo
        </Button>
      </div>
      <div className="flex w-[15rem] shrink-0 items-center justify-end gap-0.5">
        <Tooltip text="Undo the last change" keys={keyOf("undo-edit")}>
          <Button
            look="ghost"
            size="icon"
            aria-label="Undo change"
            disabled={!review.canUndo}
            onClick={() => onCommand("undo-edit")}
          >
            <Undo2 className="size-4" aria-hidden />
          </Button>
        </Tooltip>
        <Tooltip text="Redo" keys={keyOf("redo-edit")}>
          <Button
            look="ghost"
            size="icon"
            aria-label="Redo change"
            disabled={!review.canRedo}
            onClick={() => onCommand("redo-edit")}
          >
            <Redo2 className="size-4" aria-hidden />
          </Button>
        </Tooltip>
        <Tooltip text="Nudge the target with W A S D and Q E">
          <Button
            look="ghost"
            size="sm"
            aria-pressed={nudging}
            aria-keyshortcuts={keyOf("nudge-mode")}
            keys={keyOf("nudge-mode")}
            disabled={!review.editable || !review.edit.targetBox}
            onClick={() => onCommand("nudge-mode")}
            className="aria-pressed:bg-accent-wash aria-pressed:text-accent"
          >
            <Move className="size-4" aria-hidden />
            Nudge
          </Button>
        </Tooltip>
        <Tooltip text="All keys" keys={keyOf("help")}>
          <Button
            look="ghost"
            size="icon"
            aria-label="Keyboard help"
            onClick={() => onCommand("help")}
          >
            <Keyboard className="size-4" aria-hidden />
          </Button>
        </Tooltip>
      </div>
    </footer>
  );
}

const lights = {
  saved: { icon: CircleDot, tone: "text-good", text: "All saved" },
  kept: { icon: HardDrive, tone: "text-accent", text: "Kept in this browser only" },
  saving: { icon: Loader, tone: "text-soft", text: "Saving" },
  unkept: { icon: CloudOff, tone: "text-bad", text: "Not kept: this browser has no room" },
};

function SaveLight({ state }: { state: SaveState }) {
  const { icon: Icon, tone, text } = lights[state];
  return (
    <output
      data-testid="save-light"
      data-state={state}
      className="flex min-w-0 items-center gap-1.5 text-xs text-soft"
    >
      <Icon className={`size-3.5 shrink-0 ${tone}`} aria-hidden />
      <span className="truncate">{text}</span>
    </output>
  );
}
