"use client";

import { Download, RotateCcw, Upload } from "lucide-react";
import { useRef, useState } from "react";
import type { KeyMap } from "#core/preference/preferences.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { obstacleTo, readKeyFile, swapKeys, withKeys, writeKeyFile } from "./change-keys.ts";
import type { CommandId } from "./commands.ts";
import { commandGroups, commandOf, commands } from "./commands.ts";
import { KeyRow } from "./key-row.tsx";
import { saveFile } from "./save-file.ts";
import { useKeys } from "./use-keys.tsx";

/** A key that is somebody's already: the person decides. */
type Offer = { readonly id: CommandId; readonly other: CommandId; readonly keys: string };

/** Gives commands other keys: press the new one; what another command has is offered as a swap. */
export function KeySettings({
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
      title="Change keys"
      description="They are yours, on every machine."
      wide
    >
      <KeyList />
    </Dialog>
  );
}

function KeyList() {
  const { keyMap, save } = useKeys();
  const [listening, setListening] = useState<CommandId | null>(null);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [said, setSaid] = useState("");
  const file = useRef<HTMLInputElement>(null);

  const take = async (changed: KeyMap, text: string) => {
    setListening(null);
    setOffer(null);
    setSaid(text);
    if (!(await save(changed)))
      setSaid("The server did not take this. It counts in this browser and is sent again later.");
  };
  const propose = (id: CommandId, keys: string) => {
    setListening(null);
    setOffer(null);
    const obstacle = obstacleTo(id, keys, keyMap);
    if (obstacle?.kind === "refused") setSaid(obstacle.reason);
    else if (obstacle) {
      setOffer({ id, other: obstacle.by, keys });
      setSaid(`${keys} is the key of “${commandOf(obstacle.by).name}”.`);
    } else void take(withKeys(keyMap, id, keys), `“${commandOf(id).name}” is now on ${keys}.`);
  };
  const reset = (id: CommandId) => {
    const { keys } = commandOf(id);
    if (keys === null) void take(withKeys(keyMap, id, null), "It has no key, as it came.");
    else propose(id, keys);
  };
  const read = async (chosen: File) => {
    const content = readKeyFile(await chosen.text());
    if ("problem" in content) setSaid(content.problem);
    else await take(content.keyMap, "The keys of the file count now.");
  };

  return (
    <>
      <output className="mb-3 flex min-h-9 items-center gap-2 rounded-md bg-sunken px-3 py-1.5">
        <span className="min-w-0 flex-1 break-words whitespace-pre-line">
          {said || "Choose a command and press its new key."}
        </span>
        {offer && (
          <>
            <Button
              size="sm"
              look="primary"
              onClick={() =>
                void take(swapKeys(keyMap, offer.id, offer.other, offer.keys), "They have swapped.")
              }
            >
              Swap
            </Button>
            <Button
              size="sm"
              onClick={() => {
                setOffer(null);
                setSaid("Nothing changed.");
              }}
            >
              Leave it
            </Button>
          </>
        )}
      </output>
      {commandGroups.map((group) => (
        <section key={group} aria-label={group} className="mb-4">
          <h3 className="caption mb-1">{group}</h3>
          <ul className="grid grid-cols-2 gap-x-8">
            {commands
              .filter((command) => command.group === group)
              .map(({ id }) => (
                <KeyRow
                  key={id}
                  id={id}
                  listening={listening === id}
                  onListen={(on) => {
                    setListening(on ? id : null);
                    setSaid(on ? "Press the new key. Esc leaves it as it is." : "");
                  }}
                  onKeys={(keys) => propose(id, keys)}
                  onUnknown={() => setSaid("This key cannot be given to a command.")}
                  onClear={() => void take(withKeys(keyMap, id, null), "It has no key now.")}
                  onReset={() => reset(id)}
                />
              ))}
          </ul>
        </section>
      ))}
      <div className="flex flex-wrap gap-2 border-t border-line pt-3">
        <Button
          size="sm"
          disabled={Object.keys(keyMap).length === 0}
          onClick={() => void take({}, "All keys are as they came.")}
        >
          <RotateCcw className="size-3.5" aria-hidden />
          Reset all
        </Button>
        <Button size="sm" onClick={() => saveFile("gsi-keys.json", writeKeyFile(keyMap))}>
          <Download className="size-3.5" aria-hidden />
          Export
        </Button>
        <Button size="sm" onClick={() => file.current?.click()}>
          <Upload className="size-3.5" aria-hidden />
          Import
        </Button>
        <input
          ref={file}
          type="file"
          accept="application/json,.json"
          aria-label="File with keys"
          className="hidden"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = "";
            if (chosen) void read(chosen);
          }}
        />
      </div>
    </>
  );
}
