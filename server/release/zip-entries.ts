import { posix } from "node:path";
import type { Entry, ZipFile } from "yauzl";
import { getFileNameLowLevel, openPromise, validateFileName } from "yauzl";
import { AppError } from "../errors.ts";

/** A file of a zip that may be unpacked, or a folder that it names. */
export type ZipEntry = {
  /** From the root of the zip, `/` between parts: no `..`, and not the root itself. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly entry: Entry;
};

/** Types of files in the upper bits of a Unix mode. None is given by archivers that know no modes. */
const typeMask = 0o170000;
const knownTypes = { none: 0, file: 0o100000, folder: 0o040000 } as const;

/** Ways of packing that are read: stored and deflated. */
const knownMethods: readonly number[] = [0, 8];

/** What macOS adds to a zip about the files in it, which are whole without. */
const finderFolder = "__MACOSX";

/** Opens a zip whose names are checked by {@link zipEntries}. */
export function openZip(path: string): Promise<ZipFile> {
  // Names stay bytes: the library's own check would end the reading with a sentence that names no file.
  return openPromise(path, { decodeStrings: false });
}

/**
 * The entries of a zip in the order of its directory, which may be asked for once. `name` is the zip's, for messages.
 *
 * @throws INVALID at the first entry that leads out of the zip, is a link or another special file, is encrypted or
 * packed in a way that is not known.
 */
export async function* zipEntries(zip: ZipFile, name: string): AsyncGenerator<ZipEntry> {
  for await (const entry of zip.eachEntry()) {
    const fileName = getFileNameLowLevel(
      entry.generalPurposeBitFlag,
      entry.fileNameRaw,
      entry.extraFields,
      false,
    );
    const problem = nameProblem(fileName) ?? contentProblem(entry);
    if (problem !== null)
      throw new AppError("INVALID", `${name}: the entry ${JSON.stringify(fileName)} ${problem}`);
    const path = posix.normalize(fileName).replace(/\/$/, "");
    if (path === "." || path.split("/")[0] === finderFolder) continue;
    yield { path, isFolder: isFolder(entry, fileName), entry };
  }
}

function nameProblem(fileName: string): string | null {
  if (fileName === "" || /\p{Cc}/u.test(fileName))
    return "has no name that a file can have: pack the folder again";
  if (validateFileName(fileName) !== null)
    return "leads out of the folder that it would be unpacked into: no such zip is opened, get it from whoever made it";
  return null;
}

function contentProblem(entry: Entry): string | null {
  const type = typeOf(entry);
  if (!Object.values<number>(knownTypes).includes(type))
    return "is a link or another special file: pack the files themselves";
  if (entry.isEncrypted()) return "is encrypted: pack it without a password";
  if (!knownMethods.includes(entry.compressionMethod))
    return `is packed by method ${entry.compressionMethod}: only stored and deflated files are read, pack it so`;
  return null;
}

function isFolder(entry: Entry, fileName: string): boolean {
  return fileName.endsWith("/") || typeOf(entry) === knownTypes.folder;
}

function typeOf({ externalFileAttributes }: Entry): number {
  return (externalFileAttributes >>> 16) & typeMask;
}
