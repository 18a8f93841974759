"use client";

import { CommandPalette } from "./command-palette.tsx";
import type { CommandId } from "./commands.ts";
import { HelpSheet } from "./help-sheet.tsx";
import { KeySettings } from "./key-settings.tsx";

export type CommandDialog = "help" | "palette" | "keys";

/** The dialogs about the commands themselves: find one, see their keys, change these. */
export function CommandDialogs({
  open,
  onOpen,
  onCommand,
  onSample,
}: {
  /** The one that is open; another dialog's name or null leaves all closed. */
  open: string | null;
  onOpen: (dialog: CommandDialog | null) => void;
  onCommand: (id: CommandId) => void;
  onSample: (sampleId: string) => void;
}) {
  const close = (isOpen: boolean) => !isOpen && onOpen(null);
  return (
    <>
      <HelpSheet open={open === "help"} onOpenChange={close} onChangeKeys={() => onOpen("keys")} />
      <KeySettings open={open === "keys"} onOpenChange={close} />
      <CommandPalette
        open={open === "palette"}
        onOpenChange={close}
        onCommand={onCommand}
        onSample={onSample}
      />
    </>
  );
}
