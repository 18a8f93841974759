import * as z from "zod";
import { Edit } from "#core/sample/revision.ts";

/** How many steps back are kept. */
const depthMax = 200;

/** The states of one sample's edit in this sitting. Kept in the journal as it is. */
export const EditHistory = z.object({
  past: z.array(Edit),
  present: Edit,
  future: z.array(Edit),
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
  return { past: [...history.past, history.present], present, future, tag: null };
}
