"use client";

import { useEffect, useEffectEvent } from "react";
import type { CommandId } from "./commands.ts";
import { commandFor, commands } from "./commands.ts";

/**
 * Listens to the keyboard for the whole page. Stays out of the way while somebody types, a dialog or list
 * is open, or the key would press the button that has the focus.
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
  const down = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isTaken(event)) return;
    const found = commandFor(event, nudging);
    if (!found) return;
    event.preventDefault();
    const command = commands.find(({ id }) => id === found.id)!;
    if (event.repeat && !("stepped" in command)) return;
    onCommand(found.id, found.stepFactor);
  });
  const up = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === " ") onRelease();
  });
  const leave = useEffectEvent(() => onRelease());
  useEffect(() => {
    const onDown = (event: KeyboardEvent) => down(event);
    const onUp = (event: KeyboardEvent) => up(event);
    const onLeave = () => leave();
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

function isTaken(event: KeyboardEvent): boolean {
  if (document.querySelector('[data-modal], [role="listbox"]')) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input, textarea, select, [contenteditable="true"]')) return true;
  const presses = event.key === "Enter" || event.key === " ";
  return presses && target.closest('button, a, summary, [role="combobox"]') !== null;
}
