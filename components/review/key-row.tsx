"use client";

import { RotateCcw, X } from "lucide-react";
import { useEffect, useEffectEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { CommandId } from "./commands.ts";
import { commandOf } from "./commands.ts";
import { keysPressed } from "./key-bindings.ts";
import { useKeyOf, useKeys } from "./use-keys.tsx";

/** A command and its key. While it listens, the next key press is its own and nobody else's. */
export function KeyRow({
  id,
  listening,
  onListen,
  onKeys,
  onUnknown,
  onClear,
  onReset,
}: {
  id: CommandId;
  listening: boolean;
  onListen: (on: boolean) => void;
  onKeys: (keys: string) => void;
  /** A key was pressed that no command can have. */
  onUnknown: () => void;
  onClear: () => void;
  onReset: () => void;
}) {
  const { keyMap } = useKeys();
  const keys = useKeyOf()(id);
  const { name } = commandOf(id);
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (["Shift", "Control", "Alt", "Meta", "AltGraph", "Dead"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return onListen(false);
    const pressed = keysPressed(event);
    if (pressed) onKeys(pressed);
    else onUnknown();
  });
  useEffect(() => {
    if (!listening) return;
    // Before the dialog hears it: Escape must not close it, nor Enter press a button.
    const listener = (event: KeyboardEvent) => hear(event);
    window.addEventListener("keydown", listener, { capture: true });
    return () => window.removeEventListener("keydown", listener, { capture: true });
  }, [listening]);
  return (
    <li className="flex min-h-8 items-center gap-1.5">
      <span className="min-w-0 flex-1 text-xs">{name}</span>
      {id in keyMap && (
        <Button look="ghost" size="icon" aria-label={`Reset the key of: ${name}`} onClick={onReset}>
          <RotateCcw className="size-3.5" aria-hidden />
        </Button>
      )}
      {keys && (
        <Button look="ghost" size="icon" aria-label={`No key for: ${name}`} onClick={onClear}>
          <X className="size-3.5" aria-hidden />
        </Button>
      )}
      <Button
        size="sm"
        aria-pressed={listening}
        aria-label={`Change the key of: ${name}, now ${keys ?? "none"}`}
        onClick={() => onListen(!listening)}
        className="min-w-16 justify-center aria-pressed:bg-accent-wash aria-pressed:text-accent"
      >
        {listening ? "Press…" : keys ? <Kbd keys={keys} /> : "none"}
      </Button>
    </li>
  );
}
