"use client";

import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { CommandId } from "./commands.ts";
import { useKeyOf } from "./use-keys.tsx";

/** Says over the photo that the letter keys now move the target box, and how to get out. */
export function NudgeHint({ onLeave }: { onLeave: () => void }) {
  const keyOf = useKeyOf();
  const keys = (...ids: CommandId[]) =>
    ids.map((id) => keyOf(id) && <Kbd key={id} keys={keyOf(id)!} />);
  return (
    <output className="absolute bottom-2 left-2 z-10 flex items-center gap-1.5 rounded-md bg-raised px-2.5 py-1.5 text-xs shadow-raised">
      <span className="font-medium text-accent">Nudging</span>
      {keys("nudge-behind", "nudge-left", "nudge-front", "nudge-right")}
      level
      {keys("nudge-below", "nudge-above")}
      down, up
      <span className="text-soft">1 cm, Shift 10 cm, Alt 1 mm</span>
      <Button size="sm" keys={keyOf("nudge-mode")} onClick={onLeave}>
        Done
      </Button>
    </output>
  );
}
