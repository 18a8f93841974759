import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { AppError, messageOf } from "../errors.ts";
import { containedPath } from "./contained-path.ts";

/** A file of a scan: its path from the scan folder (as reports show it) and its real place. */
export type ScanFile = { readonly shown: string; readonly path: string };

/** One file of a scan, or null when it is not there. Refused when it is a link that leads out of the scan folder. */
export async function scanFile(folder: string, shown: string): Promise<ScanFile | null> {
  const path = await containedPath(folder, folder, shown);
  return path === null ? null : { shown, path };
}

/**
 * The files of a folder of the scan with one of the given endings, by name, and those that were refused.
 * Null when there is no such folder. Hidden files are left out.
 */
export async function scanFiles(
  folder: string,
  shown: string,
  endings: RegExp,
): Promise<{ files: ScanFile[]; refused: { file: string; reason: string }[] } | null> {
  const directory = await containedPath(folder, folder, shown);
  if (directory === null) return null;
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    throw new AppError("INVALID", `${shown} cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  });
  const wanted = entries
    .filter((entry) => endings.test(entry.name) && !entry.name.startsWith("."))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const files: ScanFile[] = [];
  const refused: { file: string; reason: string }[] = [];
  for (const entry of wanted) {
    const file = `${shown}/${entry.name}`;
    try {
      // Only a link can lead elsewhere; asking for the real path of ten thousand plain files takes its time.
      const path = entry.isSymbolicLink()
        ? await containedPath(folder, folder, file)
        : join(directory, entry.name);
      if (path === null) refused.push({ file, reason: "the link leads nowhere" });
      else files.push({ shown: file, path });
    } catch (error) {
      refused.push({ file, reason: messageOf(error) });
    }
  }
  return { files, refused };
}
