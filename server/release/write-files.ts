import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { ContinuedFile } from "./continue-file.ts";
import type { ExportFile, WrittenFile } from "./formats/export-file.ts";
import { contentWhileWritten } from "./formats/export-file.ts";
import type { ExportFiles } from "./formats/release-format.ts";
import { Turns } from "./turns.ts";
import { WrittenZip } from "./written-zip.ts";

type WriteFilesOptions = {
  /** Told after every file. */
  readonly onProgress?: (progress: { done: number; total: number }) => void;
  readonly signal?: AbortSignal;
};

/** Files whose beginning is read while the ones before are written. */
const filesAhead = 8;

/**
 * Writes the files of an export into a folder, one after the other, and a zip of those that are packed along
 * with them, so that each is made and read once. Says what was written, a zip after the files that it holds.
 */
export async function writeFiles(
  folder: string,
  files: ExportFiles,
  { onProgress, signal }: WriteFilesOptions,
): Promise<WrittenFile[]> {
  const written: WrittenFile[] = [];
  const folders = new Set<string>();
  const turns = new Turns();
  let zip: WrittenZip | null = null;
  const finishZip = () => {
    if (zip) written.push(zip.finish());
    zip = null;
  };
  const say = () => onProgress?.({ done: written.length, total: files.count });
  try {
    for await (const { path, size, packedIn, pieces } of readAhead(files.list(), written)) {
      if (zip && zip.path !== packedIn) finishZip();
      makeFolder(dirname(join(folder, path)), folders);
      if (packedIn !== undefined) {
        makeFolder(dirname(join(folder, packedIn)), folders);
        zip ??= new WrittenZip(folder, packedIn);
      }
      zip?.startFile(path, size ?? 0);
      const file = new ContinuedFile(join(folder, path));
      try {
        for await (const piece of pieces) {
          signal?.throwIfAborted();
          file.write(piece);
          zip?.addContent(piece);
          await turns.worked(piece.byteLength);
        }
        file.finish();
      } finally {
        file.close();
      }
      zip?.endFile();
      say();
      signal?.throwIfAborted();
    }
    finishZip();
    return written;
  } finally {
    (zip as WrittenZip | null)?.close();
  }
}

function makeFolder(path: string, made: Set<string>): void {
  if (made.has(path)) return;
  mkdirSync(path, { recursive: true });
  made.add(path);
}

type ReadFile = Pick<ExportFile, "path" | "size" | "packedIn"> & {
  /** The content; at its end the file counts as written. */
  readonly pieces: AsyncIterable<Uint8Array>;
};

/** The files in their order, of each the first piece being read already. One that is made out of others waits for them. */
async function* readAhead(
  files: AsyncIterable<ExportFile>,
  written: WrittenFile[],
): AsyncGenerator<ReadFile> {
  const ahead: ReadFile[] = [];
  for await (const file of files) {
    if (file.isAboutOthers) while (ahead.length > 0) yield ahead.shift()!;
    const { path, size, packedIn } = file;
    const toWrite = file.isAboutOthers ? file : { ...file, content: begun(file.content([])) };
    const pieces = contentWhileWritten(toWrite, written, (one) => written.push(one));
    ahead.push({ path, size, packedIn, pieces });
    if (ahead.length > filesAhead) yield ahead.shift()!;
  }
  yield* ahead;
}

/** Content, to be taken once, whose first piece is asked for at once where it has to be waited for. */
function begun(content: ReturnType<ExportFile["content"]>): ExportFile["content"] {
  if (!(Symbol.asyncIterator in content)) return () => content;
  const rest = content[Symbol.asyncIterator]();
  const first = rest.next();
  // Told to whoever reads it; a file that nobody comes to read any more may fail unheard.
  first.catch(() => {});
  return async function* () {
    for (let next = await first; !next.done; next = await rest.next()) yield next.value;
  };
}
