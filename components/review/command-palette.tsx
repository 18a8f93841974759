"use client";

import { Palette } from "#components/ui/palette.tsx";
import type { CommandId } from "./commands.ts";
import { findInPalette, paletteChoice } from "./find-in-palette.ts";
import { useKeyOf } from "./use-keys.tsx";

/** Every command by its words, with its key to learn; and any sample by its id. */
export function CommandPalette({
  open,
  onOpenChange,
  onCommand,
  onSample,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCommand: (id: CommandId) => void;
  onSample: (sampleId: string) => void;
}) {
  const keyOf = useKeyOf();
  return (
    <Palette
      open={open}
      onOpenChange={onOpenChange}
      title="Find a command or a sample"
      placeholder="What to do, or the id of a sample"
      find={(query) => findInPalette(query, keyOf)}
      onChoose={(itemId) => {
        const choice = paletteChoice(itemId);
        if (choice.kind === "sample") onSample(choice.sampleId);
        else onCommand(choice.id);
      }}
    />
  );
}
