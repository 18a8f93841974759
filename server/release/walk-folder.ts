import { opendirSync } from "node:fs";
import { join } from "node:path";

/** Something in a folder. */
export type FolderEntry = {
  /** From where the walk began, `/` between parts. */
  readonly path: string;
  readonly kind: "file" | "folder" | "other";
};

/** Entries that are asked of the system at once. */
const bufferSize = 512;

/** Everything below a folder of `root`, in no order. Links are not followed. A folder that is not there is empty. */
export function* walkFolder(root: string, folder = ""): Generator<FolderEntry> {
  const names = openFolder(join(root, folder));
  if (!names) return;
  const folders: string[] = [];
  try {
    for (let entry = names.readSync(); entry; entry = names.readSync()) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      const kind = entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other";
      yield { path, kind };
    }
  } finally {
    names.closeSync();
  }
  for (const path of folders) yield* walkFolder(root, path);
}

function openFolder(path: string) {
  try {
    return opendirSync(path, { bufferSize });
  } catch {
    return null;
  }
}
