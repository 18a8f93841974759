"use client";

import { Button } from "#components/ui/button.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { playTravel } from "#components/viewer/ghost-travel.ts";
import { useViewer } from "#components/viewer/viewer-store.ts";
import type { CommandId } from "./commands.ts";
import { useKeyOf } from "./use-keys.tsx";

/** What is drawn over the photo, and in which colour: legend and switches in one. */
export function OverlayToggles({
  removal,
  withKeys,
}: {
  removal: boolean;
  /** Whether the page listens to the keys, so that they may be shown. */
  withKeys: boolean;
}) {
  const keyOf = useKeyOf();
  const shown = (id: CommandId) => (withKeys ? keyOf(id) : undefined);
  const { boxesVisible, ghostVisible, beforeHeld, toggleBoxes, toggleGhost, holdBefore } =
    useViewer();
  const release = () => {
    if (beforeHeld) playTravel();
    holdBefore(false);
  };
  const pressed = "aria-pressed:bg-hover aria-pressed:text-ink";
  return (
    <fieldset
      aria-label="Photo overlay"
      className="absolute top-2 left-2 flex gap-0.5 rounded-md bg-raised/90 p-0.5"
    >
      <Tooltip text="Show or hide all boxes" side="bottom">
        <Button
          look="ghost"
          size="sm"
          className={pressed}
          aria-pressed={boxesVisible}
          aria-keyshortcuts={shown("boxes")}
          keys={shown("boxes")}
          onClick={toggleBoxes}
        >
          <Swatch className="border-source" />
          Boxes
        </Button>
      </Tooltip>
      <Tooltip
        text={removal ? "Show or hide the removal mark" : "Show or hide where it goes"}
        side="bottom"
      >
        <Button
          look="ghost"
          size="sm"
          className={pressed}
          aria-pressed={ghostVisible}
          aria-keyshortcuts={shown("ghost")}
          keys={shown("ghost")}
          onClick={toggleGhost}
        >
          <Swatch className="border-target" />
          {removal ? "Removal" : "Target"}
        </Button>
      </Tooltip>
      <Tooltip text="Hold to see the photo before the edit" side="bottom">
        <Button
          look="ghost"
          size="sm"
          className={pressed}
          aria-pressed={beforeHeld}
          aria-keyshortcuts={shown("before")}
          keys={shown("before")}
          onPointerDown={() => holdBefore(true)}
          onPointerUp={release}
          onPointerLeave={release}
          onPointerCancel={release}
        >
          Before
        </Button>
      </Tooltip>
    </fieldset>
  );
}

function Swatch({ className }: { className: string }) {
  return (
    <span
      aria-hidden
      className={`size-2.5 rounded-[2px] border-2 shadow-[0_0_0_1px_oklch(0_0_0/0.35)] ${className}`}
    />
  );
}
