"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import type { CommandId } from "./commands.ts";
import { commandOf } from "./commands.ts";
import { commandFor } from "./key-bindings.ts";
import { useKeys } from "./use-keys.tsx";

/**
 * Listens to the keyboard for the whole page. Stays out of the way while somebody types or composes a
 * sign, a dialog or list is open, or the key would press the button that has the focus.
 */
export function useCommandKeys({
  nudging,
  onCommand,
  onRelease,
}: {
  nudging: boolean;
  onCommand: (id: CommandId, stepFactor: number) => void;
  /** A held key came up, or the window was left. */
  onRelease: () => void;
}) {
  const { bindings } = useKeys();
  /** The place of the key that is held, since with Shift its sign may come up as another. */
  const held = useRef<string | null>(null);
  const down = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event) || isTaken(event)) return;
    const found = commandFor(event, nudging, bindings);
    if (!found) return;
    event.preventDefault();
    const command = commandOf(found.id);
    if (event.repeat && !command.stepped) return;
    if (command.held) held.current = event.code;
    onCommand(found.id, found.stepFactor);
  });
  const release = useEffectEvent(() => {
    held.current = null;
    onRelease();
  });
  const up = useEffectEvent((event: KeyboardEvent) => {
    if (event.code === held.current) release();
  });
  useEffect(() => {
    const onDown = (event: KeyboardEvent) => down(event);
    const onUp = (event: KeyboardEvent) => up(event);
    const onLeave = () => release();
    window.addEventListener("keydown", onDown);
    window.addEventListener("keyup", onUp);
    window.addEventListener("blur", onLeave);
    return () => {
      window.removeEventListener("keydown", onDown);
      window.removeEventListener("keyup", onUp);
      window.removeEventListener("blur", onLeave);
    };
  }, []);
}

/** Input methods say 229 for a key that they keep, in Safari also for the one that ends the composing. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

function isTaken(event: KeyboardEvent): boolean {
  // A list that was only reached by Tab is there already, and closed.
  if (document.querySelector('[data-modal], [data-open] [role="listbox"]')) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input, textarea, select, [contenteditable="true"]')) return true;
  const presses = event.key === "Enter" || event.key === " ";
  return presses && target.closest('button, a, summary, [role="combobox"]') !== null;
}
