"use client";

import type { ReactNode } from "react";
import { createContext, useContext, useEffect, useEffectEvent, useMemo, useState } from "react";
import { KeyMap } from "#core/preference/preferences.ts";
import type { ActionResult } from "#server/web/action.ts";
import type { CommandId } from "./commands.ts";
import type { KeyBindings } from "./key-bindings.ts";
import { bindKeys, defaultBindings } from "./key-bindings.ts";
import { shownKeys } from "./shown-keys.ts";

type Keys = {
  readonly bindings: KeyBindings;
  /** What the person chose. */
  readonly keyMap: KeyMap;
  /** Takes the map over at once and keeps it; false when only this browser has it so far. */
  readonly save: (keyMap: KeyMap) => Promise<boolean>;
};

const KeysContext = createContext<Keys>({
  bindings: defaultBindings,
  keyMap: {},
  save: async () => false,
});

/** The keys that count for whatever is inside. */
export function useKeys(): Keys {
  return useContext(KeysContext);
}

/** Gives the printed key of a command; undefined where it has none. */
export function useKeyOf(): (id: CommandId) => string | undefined {
  const { bindings } = useKeys();
  return (id) => {
    const chord = bindings.get(id);
    return chord && shownKeys(chord);
  };
}

export type SaveKeys = (request: { keys: KeyMap }) => Promise<ActionResult<unknown>>;

/**
 * Knows the person's keys. A change counts at once and goes to the database; what does not get there stays
 * in this browser, counts before what the database has, and is sent again with the next page.
 */
export function KeysProvider({
  stored,
  saveKeys,
  children,
}: {
  /** What the database has. */
  stored: KeyMap;
  saveKeys: SaveKeys;
  children: ReactNode;
}) {
  const [keyMap, setKeyMap] = useState(stored);
  const bindings = useMemo(() => bindKeys(keyMap), [keyMap]);
  const save = async (changed: KeyMap): Promise<boolean> => {
    setKeyMap(changed);
    writeUnsent(changed);
    const answer = await saveKeys({ keys: changed }).catch(() => null);
    if (answer?.ok) forgetUnsent();
    return answer?.ok ?? false;
  };
  const resume = useEffectEvent(() => {
    const unsent = readUnsent();
    if (unsent) void save(unsent);
  });
  useEffect(() => queueMicrotask(() => resume()), []);
  return <KeysContext value={{ bindings, keyMap, save }}>{children}</KeysContext>;
}

const unsentKey = "gsi-unsent-keys";

function readUnsent(): KeyMap | null {
  try {
    return KeyMap.parse(JSON.parse(localStorage.getItem(unsentKey) ?? "null"));
  } catch {
    return null;
  }
}

function writeUnsent(keyMap: KeyMap): void {
  try {
    localStorage.setItem(unsentKey, JSON.stringify(keyMap));
  } catch {
    // The database has the last word anyway.
  }
}

function forgetUnsent(): void {
  try {
    localStorage.removeItem(unsentKey);
  } catch {
    // As above.
  }
}
