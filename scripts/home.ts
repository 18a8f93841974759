import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const repositoryRoot = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** The folder of everything the studio writes: GSI_HOME, or `.gsi` in the checkout. */
export function studioHome(): string {
  return resolve(process.env.GSI_HOME || join(repositoryRoot, ".gsi"));
}

/** Creates the home with the folders that the set-up itself writes into. */
export function prepareHome(home: string): void {
  for (const folder of [home, logFolder(home), runFolder(home)]) {
    mkdirSync(folder, { recursive: true });
  }
}

export function logFolder(home: string): string {
  return join(home, "logs");
}

export function runFolder(home: string): string {
  return join(home, "run");
}
