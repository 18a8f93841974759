"use client";

import { Grip, Move, RotateCw, Scaling } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { HandleKind } from "#components/viewer/box-handles.tsx";
import { useViewer } from "#components/viewer/viewer-store.ts";
import { useBoxEditing } from "./box-editing.ts";
import { useKeyOf } from "./use-keys.tsx";

const kinds = [
  { kind: "move", name: "Move", id: "nudge-mode", icon: Move },
  { kind: "turn", name: "Turn", id: "handles-turn", icon: RotateCw },
  { kind: "size", name: "Size", id: "handles-size", icon: Scaling },
] as const;

/** Which handles the box has in 3D, as far as it can be changed by them, and whether the scan's points are drawn. */
export function HandleBar({
  allowed,
  current,
  withKeys,
}: {
  allowed: readonly HandleKind[];
  current: HandleKind | null;
  withKeys: boolean;
}) {
  const keyOf = useKeyOf();
  const takeHandles = useBoxEditing((state) => state.takeHandles);
  const { pointsVisible, togglePoints } = useViewer();
  const look = "aria-pressed:bg-hover aria-pressed:text-ink";
  return (
    <div className="absolute bottom-2 left-2 flex gap-0.5 rounded-md bg-raised/90 p-0.5">
      {allowed.length > 0 && (
        <fieldset aria-label="Handles" className="flex gap-0.5">
          {kinds
            .filter(({ kind }) => allowed.includes(kind))
            .map(({ kind, name, id, icon: Icon }) => (
              <Tooltip key={kind} text={`${name} the box`} keys={withKeys ? keyOf(id) : undefined}>
                <Button
                  look="ghost"
                  size="icon"
                  aria-label={`${name} handles`}
                  aria-pressed={current === kind}
                  className={look}
                  onClick={() => takeHandles(kind)}
                >
                  <Icon className="size-4" aria-hidden />
                </Button>
              </Tooltip>
            ))}
        </fieldset>
      )}
      <Tooltip text="Scan points" keys={withKeys ? keyOf("points") : undefined}>
        <Button
          look="ghost"
          size="icon"
          aria-label="Scan points"
          aria-pressed={pointsVisible}
          className={look}
          onClick={togglePoints}
        >
          <Grip className="size-4" aria-hidden />
        </Button>
      </Tooltip>
    </div>
  );
}
