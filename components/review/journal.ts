import * as z from "zod";
import { EditHistory } from "./edit-history.ts";

/** Steps back that survive a closed tab. */
const keptSteps = 40;
const keptDays = 30;
const prefix = "gsi-edit:";

const Entry = z.object({
  /** The version of the sample that the changes were made to. */
  version: z.number().int(),
  at: z.number(),
  history: EditHistory,
});
export type JournalEntry = z.infer<typeof Entry>;

/** The unsaved changes to a sample kept in this browser; null when there are none that can be read. */
export function readJournal(sampleId: string): JournalEntry | null {
  try {
    const text = localStorage.getItem(prefix + sampleId);
    return text ? Entry.parse(JSON.parse(text)) : null;
  } catch {
    return null;
  }
}

/** Keeps unsaved changes. False when the browser has no room or forbids it. */
export function writeJournal(sampleId: string, version: number, history: EditHistory): boolean {
  const kept = { ...history, past: history.past.slice(-keptSteps) };
  try {
    const entry: JournalEntry = { version, at: Date.now(), history: kept };
    localStorage.setItem(prefix + sampleId, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

/** Forgets the changes to a sample: they are saved, or were given up. */
export function clearJournal(sampleId: string): void {
  try {
    localStorage.removeItem(prefix + sampleId);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Forgets what nobody came back for within a month. */
export function sweepJournal(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(prefix)) continue;
      const entry = readJournal(key.slice(prefix.length));
      if (!entry || Date.now() - entry.at > keptDays * 86_400_000) localStorage.removeItem(key);
    }
  } catch {
    // As above.
  }
}
