import type { Chord } from "#core/preference/key-string.ts";
import { formatKeys, isSign, keyOfSign, parseKeys } from "#core/preference/key-string.ts";
import type { KeyMap } from "#core/preference/preferences.ts";
import type { Command, CommandId } from "./commands.ts";
import { commandOf, commands } from "./commands.ts";

/** The key of each command that has one, as it counts now. */
export type KeyBindings = ReadonlyMap<CommandId, Chord>;

/**
 * The keys that count: those that a person chose, then the others' own where no choice took them. A choice
 * that a command cannot have is left out, so that a map from an older or newer studio still works.
 */
export function bindKeys(keyMap: KeyMap, list: readonly Command[] = commands): KeyBindings {
  const bound = new Map<CommandId, Chord>();
  const taken: Command[] = [];
  const bind = (command: Command, keys: string | null) => {
    const chord = keys === null ? null : chordOf(keys);
    if (!chord || refusalOf(command, chord)) return;
    const claimed = { ...command, keys };
    if (taken.some((other) => clash(claimed, other))) return;
    taken.push(claimed);
    bound.set(command.id as CommandId, chord);
  };
  const chosen = list.filter(({ id }) => id in keyMap);
  for (const command of chosen) bind(command, keyMap[command.id] ?? null);
  for (const command of list) if (!(command.id in keyMap)) bind(command, command.keys);
  return bound;
}

/** The keys as they come. */
export const defaultBindings: KeyBindings = bindKeys({});

/** Why a command cannot have a key, whatever the others have; null when it can. */
export function refusalOf(command: Command, { key, mod, shift }: Chord): string | null {
  if (command.group === "Verdict" && (key === "Backspace" || key === "Delete"))
    return "Verdicts keep off Backspace and Delete, which are pressed to correct a text.";
  if (command.stepped && (mod || shift))
    return "Its step is changed with Shift and Alt, so its key stands alone.";
  if (command.held && mod) return "A key that is held stands without Ctrl or Cmd.";
  return null;
}

/** The command that would lose its key if another were given this one; null when it is free. */
export function ownerOf(keys: string, command: Command, bindings: KeyBindings): CommandId | null {
  const wanted = { ...command, keys };
  for (const [id, chord] of bindings) {
    const other = { ...commandOf(id), keys: formatKeys(chord) };
    if (id !== command.id && clash(wanted, other)) return id;
  }
  return null;
}

/** Pairs of commands of a list that the same key press would ask for. */
export function commandConflicts(list: readonly Command[]): [string, string][] {
  return list.flatMap((a, index) =>
    list
      .slice(index + 1)
      .filter((b) => clash(a, b))
      .map((b): [string, string] => [a.id, b.id]),
  );
}

/** Whether a key press could mean both. In nudge mode its own keys come first, so those do not clash with the rest. */
function clash(a: Command, b: Command): boolean {
  if (Boolean(a.nudging) !== Boolean(b.nudging)) return false;
  const presses = pressesOf(a);
  return pressesOf(b).some((press) => presses.includes(press));
}

function pressesOf({ keys, stepped }: Command): string[] {
  if (keys === null) return [];
  return stepped ? [keys, `Shift+${keys}`] : [keys];
}

/** What a key press says, apart from where it went. */
export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  getModifierState(name: "AltGraph"): boolean;
};

/** The command that a key press asks for, with the factor for its step (10 with Shift, 0.1 with Alt); null when none. */
export function commandFor(
  press: KeyPress,
  nudgeMode: boolean,
  bindings: KeyBindings,
): { id: CommandId; stepFactor: number } | null {
  const fitting = [...bindings]
    .filter(([id, chord]) => fits(press, commandOf(id), chord))
    .map(([id]) => commandOf(id));
  const chosen =
    (nudgeMode && fitting.find((command) => command.nudging)) ||
    fitting.find((command) => !command.nudging);
  if (!chosen) return null;
  const stepFactor = !chosen.stepped ? 1 : press.shiftKey ? 10 : altHeld(press) ? 0.1 : 1;
  return { id: chosen.id as CommandId, stepFactor };
}

/** The chord of a key press, in writing; null for a modifier alone, and for keys outside the grammar. */
export function keysPressed(press: KeyPress): string | null {
  const key = keyMeant(press);
  const shift = press.shiftKey && !isSign(key);
  const keys = formatKeys({ key, ...(modHeld(press) && { mod: true }), ...(shift && { shift }) });
  return chordOf(keys) && keys;
}

function fits(press: KeyPress, { stepped }: Command, chord: Chord): boolean {
  if (modHeld(press) !== Boolean(chord.mod)) return false;
  if (altHeld(press) && !stepped) return false;
  // Signs such as "?" need Shift on some keyboards and not on others.
  if (!isSign(chord.key) && press.shiftKey !== Boolean(chord.shift) && !stepped) return false;
  return keyMeant(press) === chord.key;
}

/** The key by its sign, so that every layout works; with Alt, which changes signs on a Mac, by its place. */
function keyMeant(press: KeyPress): string {
  if (altHeld(press) && press.code.startsWith("Key")) return press.code.slice(3).toLowerCase();
  return press.key.length === 1 ? keyOfSign(press.key) : press.key;
}

/** AltGr writes signs; Windows says it as Ctrl and Alt together, of which neither is meant. */
function modHeld(press: KeyPress): boolean {
  return (press.ctrlKey || press.metaKey) && !press.getModifierState("AltGraph");
}

function altHeld(press: KeyPress): boolean {
  return press.altKey && !press.getModifierState("AltGraph");
}

function chordOf(keys: string): Chord | null {
  const read = parseKeys(keys);
  return "chord" in read ? read.chord : null;
}
