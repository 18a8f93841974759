import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * One SHA-256 over the names and bytes of all files at the given paths (files or folders, relative
 * to the root; missing ones count as empty). Tests take no part in what is built.
 */
export function hashFiles(root: string, paths: string[]): string {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => filesAt(root, path)).sort()) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** Whether the result in a folder was made from these very inputs. */
export function hasStamp(folder: string, stamp: string): boolean {
  const file = stampFile(folder);
  return existsSync(file) && readFileSync(file, "utf8") === stamp;
}

export function writeStamp(folder: string, stamp: string): void {
  writeFileSync(stampFile(folder), stamp);
}

function stampFile(folder: string): string {
  return join(folder, ".gsi-stamp");
}

function filesAt(root: string, path: string): string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
