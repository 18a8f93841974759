import * as z from "zod";
import type { WorkingEdit as Working } from "#core/sample/working-edit.ts";
import { isSameState, WorkingEdit } from "#core/sample/working-edit.ts";

// What the server has not got yet, in the browser's own storage: written before anything else happens,
// taken away when the server has that very state.

const keptDays = 30;
const prefix = "gsi-edit:";

const Entry = WorkingEdit.extend({ at: z.number() });
type Entry = z.infer<typeof Entry>;

/** The unsaved changes to a sample kept in this browser; null when there are none that can be read. */
export function readJournal(sampleId: string): Entry | null {
  try {
    const text = localStorage.getItem(prefix + sampleId);
    return text ? Entry.parse(JSON.parse(text)) : null;
  } catch {
    return null;
  }
}

/** Keeps unsaved changes. False when the browser has no room or forbids it. */
export function writeJournal(sampleId: string, edit: Working): boolean {
  try {
    const entry: Entry = { ...edit, at: Date.now() };
    localStorage.setItem(prefix + sampleId, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

/** Forgets the changes to a sample; with `saved` only when they are that state. */
export function clearJournal(sampleId: string, saved?: Working): void {
  try {
    const kept = saved && readJournal(sampleId);
    if (!saved || !kept || isSameState(kept, saved)) localStorage.removeItem(prefix + sampleId);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** All that this browser keeps. What nobody came back for within a month is forgotten. */
export function sweepJournal(): [sampleId: string, edit: Working][] {
  try {
    return Object.keys(localStorage).flatMap((key) => {
      if (!key.startsWith(prefix)) return [];
      const sampleId = key.slice(prefix.length);
      const entry = readJournal(sampleId);
      if (entry && Date.now() - entry.at < keptDays * 86_400_000) return [[sampleId, entry]];
      localStorage.removeItem(key);
      return [];
    });
  } catch {
    return [];
  }
}
