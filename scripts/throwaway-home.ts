import { randomUUID } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = "gsi-home-";

/** A place for a test's home in the folder of this test run or in the system's temporary folder. */
export function nameThrowawayHome(): string {
  return join(process.env.GSI_TEST_FOLDER ?? tmpdir(), PREFIX + randomUUID());
}

export function isThrowawayHome(folderName: string): boolean {
  return folderName.startsWith(PREFIX);
}

/** Other users may enter it, because under root the database server runs as one of them. */
export function createThrowawayHome(home = nameThrowawayHome()): string {
  mkdirSync(home);
  chmodSync(home, 0o755);
  return home;
}
