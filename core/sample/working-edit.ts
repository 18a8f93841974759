import * as z from "zod";
import { EditHistory } from "./edit-history.ts";

/** How many clients' states a working edit remembers to have come from: the latest. */
const knownMax = 16;

/** One state of somebody's changes: which client (one opened page of one browser) made it, and its number. */
export const EditMark = z.object({
  client: z.string().regex(/^[0-9a-f]{16,64}$/),
  /** Larger than that of every state it came from. */
  counter: z.number().int().min(1).max(2_000_000_000),
});
export type EditMark = z.infer<typeof EditMark>;

/** What one person has changed of one sample and not decided on yet, with the steps to undo and redo. */
export const WorkingEdit = z.object({
  /** The version of the sample that it changes. */
  version: z.number().int(),
  mark: EditMark,
  /** States that this one came from: it may take their place. */
  knows: z.array(EditMark).max(knownMax),
  history: EditHistory,
});
export type WorkingEdit = z.infer<typeof WorkingEdit>;

/** Whether `later` came from `earlier` (or is it), so that nothing is lost when it takes its place. */
export function isFollowedBy(
  earlier: Pick<WorkingEdit, "mark">,
  later: Pick<WorkingEdit, "mark" | "knows">,
): boolean {
  const { client, counter } = earlier.mark;
  return [later.mark, ...later.knows].some(
    (known) => known.client === client && known.counter >= counter,
  );
}

/** Whether both are one and the same state. */
export function isSameState(a: Pick<WorkingEdit, "mark">, b: Pick<WorkingEdit, "mark">): boolean {
  return a.mark.client === b.mark.client && a.mark.counter === b.mark.counter;
}

/** The next state made by `client`, which has all of `seen` before its eyes. */
export function nextWorkingEdit(
  client: string,
  seen: readonly Pick<WorkingEdit, "mark" | "knows">[],
  said: Pick<WorkingEdit, "version" | "history">,
): WorkingEdit {
  const latest = new Map<string, number>();
  for (const mark of seen.flatMap(({ mark: own, knows }) => [...knows, own])) {
    const counter = Math.max(mark.counter, latest.get(mark.client) ?? 0);
    latest.delete(mark.client);
    latest.set(mark.client, counter);
  }
  const knows = [...latest].map(([known, counter]) => ({ client: known, counter }));
  return {
    ...said,
    mark: { client, counter: Math.max(0, ...latest.values()) + 1 },
    knows: knows.slice(-knownMax),
  };
}
