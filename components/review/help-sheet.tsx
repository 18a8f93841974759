"use client";

import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { Command, CommandId } from "./commands.ts";
import { commandGroups, commands } from "./commands.ts";
import { useKeyOf } from "./use-keys.tsx";

/** Every command that has a key, by what it is for. */
export function HelpSheet({
  open,
  onOpenChange,
  onChangeKeys,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChangeKeys: () => void;
}) {
  const keyOf = useKeyOf();
  const shown = (commands as readonly Command[]).flatMap(({ id, name, group }) => {
    const keys = keyOf(id as CommandId);
    return keys ? [{ id, name, group, keys }] : [];
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keys"
      description="They rest while you type in a field. With a step, Shift makes it ten times as large and Alt a tenth."
      wide
    >
      <div className="columns-2 gap-10">
        {commandGroups.map((group) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="caption mb-1.5">{group}</h3>
            <dl>
              {shown
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id} className="flex items-center justify-between gap-4 py-1">
                    <dt>{command.name}</dt>
                    <dd className="flex gap-1">
                      <Kbd keys={command.keys} />
                      <span className="sr-only">{command.keys}</span>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="flex items-start gap-6 border-t border-line pt-3">
        <p className="flex-1 text-xs text-soft">
          With the mouse: drag the magenta box in the photo along the ground, with Shift straight up
          and down. It keeps to places that the operation can say; with Alt it goes anywhere. The
          wheel zooms the photo.
        </p>
        <Button size="sm" onClick={onChangeKeys}>
          Change keys
        </Button>
      </div>
    </Dialog>
  );
}
