import * as z from "zod";
import { Edit } from "./revision.ts";

/** How many steps back are kept while the sample is on the screen. */
const depthMax = 200;
/** How many steps each way are kept where the history is written down: a step is about a kilobyte. */
const writtenSteps = 40;

/** The states of one sample's edit since it was opened, oldest first. */
export const EditHistory = z.object({
  past: z.array(Edit).max(depthMax),
  present: Edit,
  future: z.array(Edit).max(depthMax),
  /** What the latest step changed; steps with the same tag in a row count as one. */
  tag: z.string().nullable(),
});
export type EditHistory = z.infer<typeof EditHistory>;

/** A history without any step. */
export function startHistory(edit: Edit): EditHistory {
  return { past: [], present: edit, future: [], tag: null };
}

/** A step. With a `tag` (typing in one field) it merges with the step before when that has the same tag. */
export function pushEdit(history: EditHistory, edit: Edit, tag: string | null = null): EditHistory {
  const merges = tag !== null && tag === history.tag && history.past.length > 0;
  return {
    past: merges ? history.past : [...history.past, history.present].slice(-depthMax),
    present: edit,
    future: [],
    tag,
  };
}

/** The history as it is written down: the nearest steps each way. */
export function shortenHistory(history: EditHistory): EditHistory {
  return {
    ...history,
    past: history.past.slice(-writtenSteps),
    future: history.future.slice(0, writtenSteps),
  };
}

/** One step back; the same history when there is none. */
export function undoEdit(history: EditHistory): EditHistory {
  const present = history.past.at(-1);
  if (!present) return history;
  return {
    past: history.past.slice(0, -1),
    present,
    future: [history.present, ...history.future],
    tag: null,
  };
}

/** One step forward again; the same history when there is none. */
export function redoEdit(history: EditHistory): EditHistory {
  const [present, ...future] = history.future;
  if (!present) return history;
  return {
    past: [...history.past, history.present].slice(-depthMax),
    present,
    future,
    tag: null,
  };
}
