import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A home for tests, in the folder of this test run or in the system's temporary folder. Other users
 * may enter it, because under root the database server runs as one of them.
 */
export function createThrowawayHome(): string {
  const home = mkdtempSync(join(process.env.GSI_TEST_FOLDER ?? tmpdir(), "gsi-home-"));
  chmodSync(home, 0o755);
  return home;
}
