/** What commands are listed under. */
export const commandGroups = ["Verdict", "Edit", "View", "Nudge mode", "Go"] as const;
export type CommandGroup = (typeof commandGroups)[number];

export type Command = {
  readonly id: string;
  readonly name: string;
  readonly group: CommandGroup;
  /** Its key, unless a person gave it another (core/preference/key-string); null where it has none. */
  readonly keys: string | null;
  /** Shift makes the step ten times as large, Alt a tenth. */
  readonly stepped?: boolean;
  /** Works only while nudge mode is on, and then before anything else on the same key. */
  readonly nudging?: boolean;
  /** Acts from key down to key up. */
  readonly held?: boolean;
};

/** THE list of what can be done in the review: buttons, keys, palette, help sheet, settings and docs read it. */
export const commands = [
  {
    id: "accept",
    name: "Accept, or fix and accept",
    group: "Verdict",
    keys: "Enter",
  },
  {
    id: "reject",
    name: "Reject, then 1 to 9 for the reason",
    group: "Verdict",
    keys: "X",
  },
  { id: "skip", name: "Skip", group: "Verdict", keys: "S" },
  {
    id: "undo-verdict",
    name: "Take back my last verdict",
    group: "Verdict",
    keys: "U",
  },

  {
    id: "edit-instruction",
    name: "Edit the instruction (Esc leaves it)",
    group: "Edit",
    keys: "E",
  },
  {
    id: "undo-edit",
    name: "Undo the last change",
    group: "Edit",
    keys: "Mod+Z",
  },
  {
    id: "redo-edit",
    name: "Redo",
    group: "Edit",
    keys: "Mod+Shift+Z",
  },
  {
    id: "yaw-left",
    name: "Turn the box counterclockwise",
    group: "Edit",
    keys: "Z",
    stepped: true,
  },
  {
    id: "yaw-right",
    name: "Turn the box clockwise",
    group: "Edit",
    keys: "C",
    stepped: true,
  },
  {
    id: "drop",
    name: "Drop the box onto what is below it",
    group: "Edit",
    keys: "B",
  },
  { id: "flip", name: "Turn the box half round", group: "Edit", keys: "V" },
  {
    id: "fit",
    name: "Fit the source box to the scan points",
    group: "Edit",
    keys: "F",
  },
  {
    id: "box-subject",
    name: "Change the source box or the target box",
    group: "Edit",
    keys: "K",
  },
  {
    id: "nudge-mode",
    name: "Handles that move the box; nudge mode on or off",
    group: "Edit",
    keys: "G",
  },
  {
    id: "handles-turn",
    name: "Handles that turn the box",
    group: "Edit",
    keys: "R",
  },
  {
    id: "handles-size",
    name: "Handles that resize the box",
    group: "Edit",
    keys: "T",
  },

  {
    id: "nudge-behind",
    name: "Away from the viewer",
    group: "Nudge mode",
    keys: "W",
    stepped: true,
    nudging: true,
  },
  {
    id: "nudge-front",
    name: "Toward the viewer",
    group: "Nudge mode",
    keys: "S",
    stepped: true,
    nudging: true,
  },
  {
    id: "nudge-left",
    name: "Left",
    group: "Nudge mode",
    keys: "A",
    stepped: true,
    nudging: true,
  },
  {
    id: "nudge-right",
    name: "Right",
    group: "Nudge mode",
    keys: "D",
    stepped: true,
    nudging: true,
  },
  {
    id: "nudge-below",
    name: "Down",
    group: "Nudge mode",
    keys: "Q",
    stepped: true,
    nudging: true,
  },
  {
    id: "nudge-above",
    name: "Up",
    group: "Nudge mode",
    keys: "E",
    stepped: true,
    nudging: true,
  },

  {
    id: "before",
    name: "Hold to see the photo before the edit",
    group: "View",
    keys: "Space",
    held: true,
  },
  { id: "boxes", name: "Boxes on or off", group: "View", keys: "H" },
  { id: "points", name: "Scan points on or off", group: "View", keys: "P" },
  { id: "ghost", name: "Target box on or off", group: "View", keys: "O" },
  { id: "camera-top", name: "3D from the top", group: "View", keys: "1" },
  { id: "camera-side", name: "3D from the side", group: "View", keys: "2" },
  { id: "camera-front", name: "3D from the front", group: "View", keys: "3" },
  {
    id: "camera-photo",
    name: "3D from the photo's camera",
    group: "View",
    keys: "4",
  },
  {
    id: "camera-free",
    name: "3D from behind the photo's camera, above",
    group: "View",
    keys: "5",
  },
  { id: "reset-panes", name: "All panes back to their first sizes", group: "View", keys: "0" },

  { id: "palette", name: "Find a command or a sample", group: "Go", keys: "Mod+K" },
  {
    id: "next-sample",
    name: "Next sample, without a verdict on this one",
    group: "Go",
    keys: "ArrowRight",
  },
  {
    id: "previous-sample",
    name: "The sample that I decided last",
    group: "Go",
    keys: "ArrowLeft",
  },
  { id: "guidelines", name: "Guidelines beside the work", group: "Go", keys: "F1" },
  { id: "history", name: "History of this sample", group: "Go", keys: "Y" },
  { id: "comments", name: "Comments on this sample", group: "Go", keys: "M" },
  { id: "pin-comment", name: "Comment on a place in the photo", group: "Go", keys: "Shift+M" },
  { id: "help", name: "All keys", group: "Go", keys: "?" },
  { id: "change-keys", name: "Give commands other keys", group: "Go", keys: null },
  { id: "theme", name: "Theme: light, dark or as the system", group: "Go", keys: null },
  { id: "all-samples", name: "Leave for the list of samples", group: "Go", keys: null },
] as const satisfies readonly Command[];

export type CommandId = (typeof commands)[number]["id"];

/** The command of an id. */
export function commandOf(id: CommandId): Command {
  return commands.find((command) => command.id === id)!;
}
