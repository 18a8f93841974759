import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readChecksums } from "../release/read-checksums.ts";
import { hashOf } from "../storage.ts";

/** SHA-256 of every file below a folder, by its path from there. */
export async function hashesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const hashes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path.slice(folder.length + 1), hashOf(await readFile(path))] as const;
      }),
  );
  return Object.fromEntries(hashes.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the checksum file of an export says, by path. */
export async function checksumsIn(folder: string): Promise<Record<string, string>> {
  const listed: Record<string, string> = {};
  await readChecksums(folder, {
    onChecksum: ({ path, sha256 }) => (listed[path] = sha256),
    onProblem(message) {
      throw new Error(message);
    },
  });
  return listed;
}

/** Changes one bit of a file; `at` counts from its end where it is negative. */
export async function flipByte(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  await writeFile(path, bytes.with(at, (bytes.at(at) ?? 0) ^ 1));
}
