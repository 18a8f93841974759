import { randomUUID } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { systemCodeOf } from "../errors.ts";
import { isProcessAlive } from "../process-alive.ts";

/** A new path beside the target, for what is being made. What killed processes left there is removed by the next export. */
export function stagingPath(target: string): string {
  return join(dirname(target), `${stagingPrefix(target)}${process.pid}-${randomUUID()}`);
}

function stagingPrefix(target: string): string {
  return `.${basename(target)}.gsi-export-`;
}

/**
 * A path beside the target to write to: what a killed export of the same files (`key`) left there, or a new one.
 * Whatever else killed exports to the same place left is removed.
 */
export async function takeStaging(target: string, key: string): Promise<string> {
  const staging = `${stagingPath(target)}-${key}`;
  let isTaken = false;
  for (const path of await abandonedBeside(target)) {
    // Renamed by one process only, should two export to the same place.
    if (!isTaken && path.endsWith(`-${key}`)) isTaken = await isRenamed(path, staging);
    else await rm(path, { recursive: true, force: true });
  }
  return staging;
}

/** Removes what killed exports to this place left. */
export async function removeAbandoned(target: string): Promise<void> {
  for (const path of await abandonedBeside(target))
    await rm(path, { recursive: true, force: true });
}

async function abandonedBeside(target: string): Promise<string[]> {
  const [folder, prefix] = [dirname(target), stagingPrefix(target)];
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => {
      const pid = name.startsWith(prefix) && Number(name.slice(prefix.length).split("-")[0]);
      return pid && !isProcessAlive(pid);
    })
    .map((name) => join(folder, name));
}

async function isRenamed(from: string, to: string): Promise<boolean> {
  return rename(from, to).then(
    () => true,
    (error: unknown) => {
      if (systemCodeOf(error) === "ENOENT") return false;
      throw error;
    },
  );
}
