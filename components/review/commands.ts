/** A key as it is meant: `Mod` is Ctrl, or Cmd on a Mac. */
export type Chord = {
  readonly key: string;
  readonly mod?: boolean;
  readonly shift?: boolean;
};

export type CommandGroup = "Verdict" | "Edit" | "Nudge mode" | "View";

export type Command = {
  readonly id: string;
  readonly name: string;
  readonly group: CommandGroup;
  readonly chord: Chord;
  /** As printed on buttons and in the help sheet. */
  readonly shown: string;
  /** Shift makes the step ten times as large, Alt a tenth. */
  readonly stepped?: boolean;
  /** Works only while nudge mode is on, and then before anything else on the same key. */
  readonly nudging?: boolean;
  /** Acts from key down to key up. */
  readonly held?: boolean;
};

/** THE list of what the keyboard does in the review: buttons, help sheet and key handler read it. */
export const commands = [
  {
    id: "accept",
    name: "Accept, or fix and accept",
    group: "Verdict",
    chord: { key: "Enter" },
    shown: "Enter",
  },
  {
    id: "reject",
    name: "Reject, then 1 to 9 for the reason",
    group: "Verdict",
    chord: { key: "x" },
    shown: "X",
  },
  { id: "skip", name: "Skip", group: "Verdict", chord: { key: "s" }, shown: "S" },
  {
    id: "undo-verdict",
    name: "Take back my last verdict",
    group: "Verdict",
    chord: { key: "u" },
    shown: "U",
  },

  {
    id: "edit-instruction",
    name: "Edit the instruction (Esc leaves it)",
    group: "Edit",
    chord: { key: "e" },
    shown: "E",
  },
  {
    id: "undo-edit",
    name: "Undo the last change",
    group: "Edit",
    chord: { key: "z", mod: true },
    shown: "Ctrl Z",
  },
  {
    id: "redo-edit",
    name: "Redo",
    group: "Edit",
    chord: { key: "z", mod: true, shift: true },
    shown: "Ctrl ⇧ Z",
  },
  {
    id: "yaw-left",
    name: "Turn the box counterclockwise",
    group: "Edit",
    chord: { key: "z" },
    shown: "Z",
    stepped: true,
  },
  {
    id: "yaw-right",
    name: "Turn the box clockwise",
    group: "Edit",
    chord: { key: "c" },
    shown: "C",
    stepped: true,
  },
  {
    id: "drop",
    name: "Drop the box onto what is below it",
    group: "Edit",
    chord: { key: "b" },
    shown: "B",
  },
  { id: "flip", name: "Turn the box half round", group: "Edit", chord: { key: "v" }, shown: "V" },
  {
    id: "fit",
    name: "Fit the source box to the scan points",
    group: "Edit",
    chord: { key: "f" },
    shown: "F",
  },
  {
    id: "box-subject",
    name: "Change the source box or the target box",
    group: "Edit",
    chord: { key: "k" },
    shown: "K",
  },
  {
    id: "nudge-mode",
    name: "Handles that move the box; nudge mode on or off",
    group: "Edit",
    chord: { key: "g" },
    shown: "G",
  },
  {
    id: "handles-turn",
    name: "Handles that turn the box",
    group: "Edit",
    chord: { key: "r" },
    shown: "R",
  },
  {
    id: "handles-size",
    name: "Handles that resize the box",
    group: "Edit",
    chord: { key: "t" },
    shown: "T",
  },

  {
    id: "nudge-behind",
    name: "Away from the viewer",
    group: "Nudge mode",
    chord: { key: "w" },
    shown: "W",
    stepped: true,
    nudging: true,
  },
  {
    id: "nudge-front",
    name: "Toward the viewer",
    group: "Nudge mode",
    chord: { key: "s" },
    shown: "S",
    stepped: true,
    nudging: true,
  },
  {
    id: "nudge-left",
    name: "Left",
    group: "Nudge mode",
    chord: { key: "a" },
    shown: "A",
    stepped: true,
    nudging: true,
  },
  {
    id: "nudge-right",
    name: "Right",
    group: "Nudge mode",
    chord: { key: "d" },
    shown: "D",
    stepped: true,
    nudging: true,
  },
  {
    id: "nudge-below",
    name: "Down",
    group: "Nudge mode",
    chord: { key: "q" },
    shown: "Q",
    stepped: true,
    nudging: true,
  },
  {
    id: "nudge-above",
    name: "Up",
    group: "Nudge mode",
    chord: { key: "e" },
    shown: "E",
    stepped: true,
    nudging: true,
  },

  {
    id: "before",
    name: "Hold to see the photo before the edit",
    group: "View",
    chord: { key: " " },
    shown: "Space",
    held: true,
  },
  { id: "boxes", name: "Boxes on or off", group: "View", chord: { key: "h" }, shown: "H" },
  { id: "points", name: "Scan points on or off", group: "View", chord: { key: "p" }, shown: "P" },
  { id: "ghost", name: "Target box on or off", group: "View", chord: { key: "o" }, shown: "O" },
  { id: "camera-top", name: "3D from the top", group: "View", chord: { key: "1" }, shown: "1" },
  { id: "camera-side", name: "3D from the side", group: "View", chord: { key: "2" }, shown: "2" },
  { id: "camera-front", name: "3D from the front", group: "View", chord: { key: "3" }, shown: "3" },
  {
    id: "camera-photo",
    name: "3D from the photo's camera",
    group: "View",
    chord: { key: "4" },
    shown: "4",
  },
  {
    id: "camera-free",
    name: "3D from behind the photo's camera, above",
    group: "View",
    chord: { key: "5" },
    shown: "5",
  },
  {
    id: "reset-panes",
    name: "All panes back to their first sizes",
    group: "View",
    chord: { key: "0" },
    shown: "0",
  },
  { id: "help", name: "All keys", group: "View", chord: { key: "?" }, shown: "?" },
] as const satisfies readonly Command[];

export type CommandId = (typeof commands)[number]["id"];

/** The printed key of a command. */
export function keyOf(id: CommandId): string {
  return commands.find((command) => command.id === id)!.shown;
}

/** What a key press says, apart from where it went. */
export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
};

/** The command that a key press asks for, with the factor for its step (10 with Shift, 0.1 with Alt); null when none. */
export function commandFor(
  press: KeyPress,
  nudgeMode: boolean,
): { id: CommandId; stepFactor: number } | null {
  const fitting = (commands as readonly Command[]).filter((command) => fits(press, command));
  const chosen =
    (nudgeMode && fitting.find((command) => command.nudging)) ||
    fitting.find((command) => !command.nudging);
  if (!chosen) return null;
  const stepFactor = press.shiftKey && !chosen.chord.shift ? 10 : press.altKey ? 0.1 : 1;
  return { id: chosen.id as CommandId, stepFactor };
}

function fits(press: KeyPress, { chord, stepped }: Command): boolean {
  if ((press.ctrlKey || press.metaKey) !== Boolean(chord.mod)) return false;
  if (press.altKey && !stepped) return false;
  // Signs such as "?" need Shift on some keyboards and not on others.
  const isLetter = /^[a-z]$/.test(chord.key);
  if (isLetter && press.shiftKey !== Boolean(chord.shift) && !stepped) return false;
  return keyMeant(press) === chord.key;
}

/** The key by its sign, so that every layout works; with Alt, which changes signs on a Mac, by its place. */
function keyMeant(press: KeyPress): string {
  if (press.altKey && press.code.startsWith("Key")) return press.code.slice(3).toLowerCase();
  return press.key.length === 1 ? press.key.toLowerCase() : press.key;
}

/** Pairs of commands that the same key press would ask for. */
export function commandConflicts(list: readonly Command[] = commands): [string, string][] {
  return list.flatMap((a, index) =>
    list
      .slice(index + 1)
      .filter((b) => Boolean(a.nudging) === Boolean(b.nudging) && sameChord(a.chord, b.chord))
      .map((b): [string, string] => [a.id, b.id]),
  );
}

function sameChord(a: Chord, b: Chord): boolean {
  return (
    a.key === b.key && Boolean(a.mod) === Boolean(b.mod) && Boolean(a.shift) === Boolean(b.shift)
  );
}
