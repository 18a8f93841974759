import type { PassThrough } from "node:stream";
import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { ExportFile, WrittenFile } from "./formats/export-file.ts";
import { contentWhileWritten } from "./formats/export-file.ts";

/** A zip as it is being written, and how long it will be: null where a file's length is not known before. */
export type ZipStream = { readonly stream: Readable; readonly sizeBytes: number | null };

/**
 * Packs files as they are, in the order given, under `folder`. The same files give the same bytes, on every
 * machine and in every time zone: nothing is compressed, and all carry one date. One file is read at a time.
 */
export async function zipFiles(files: readonly ExportFile[], folder?: string): Promise<ZipStream> {
  const zip = new ZipFile();
  // Declared as any readable; it is this one, which can be told of an error.
  const stream = zip.outputStream as PassThrough;
  const fail = (error: Error) => stream.destroy(error);
  zip.on("error", fail);
  const written: WrittenFile[] = [];
  for (const file of files) {
    zip.addReadStreamLazy(
      folder ? `${folder}/${file.path}` : file.path,
      {
        // The fields hold local time: midnight here is the same bytes as midnight elsewhere.
        mtime: new Date(1980, 1, 1),
        forceDosTimestamp: true,
        mode: 0o100644,
        compress: false,
        ...(file.size !== null && { size: file.size }),
      },
      (begin) => begin(null, Readable.from(contentWhileWritten(file, written)).on("error", fail)),
    );
  }
  const sizeBytes = await new Promise<number>((resolve) => {
    // Declared without the argument that it is called with.
    zip.end({ forceZip64Format: false, comment: "" }, resolve as () => void);
  });
  return { stream, sizeBytes: sizeBytes < 0 ? null : sizeBytes };
}
