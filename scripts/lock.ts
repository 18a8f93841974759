import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

const RETRY_MS = 200;

/**
 * Takes a lock that the kernel gives back when this process ends, however it ends; undefined when
 * another process has it. Call the result to release it earlier.
 */
export function tryLock(file: string): (() => void) | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
    return () => database.close();
  } catch {
    database.close();
    return undefined;
  }
}

export async function waitForLock(file: string): Promise<() => void> {
  for (;;) {
    const release = tryLock(file);
    if (release) return release;
    await sleep(RETRY_MS);
  }
}
