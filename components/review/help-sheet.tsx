"use client";

import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { Command, CommandGroup } from "./commands.ts";
import { commands } from "./commands.ts";

const groups: readonly CommandGroup[] = ["Verdict", "Edit", "View", "Nudge mode"];

/** Every key, by what it is for. */
export function HelpSheet({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keys"
      description="They rest while you type in a field. With a step, Shift makes it ten times as large and Alt a tenth."
      wide
    >
      <div className="grid grid-cols-2 gap-x-10 gap-y-5">
        {groups.map((group) => (
          <section key={group}>
            <h3 className="caption mb-1.5">{group}</h3>
            <dl>
              {(commands as readonly Command[])
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id} className="flex items-center justify-between gap-4 py-1">
                    <dt>{command.name}</dt>
                    <dd className="flex gap-1">
                      <Kbd keys={command.shown} />
                      <span className="sr-only">{command.shown}</span>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="mt-5 border-t border-line pt-3 text-xs text-soft">
        With the mouse: drag the magenta box in the photo along the ground, with Shift straight up
        and down. It keeps to places that the operation can say; with Alt it goes anywhere. The
        wheel zooms the photo.
      </p>
    </Dialog>
  );
}
