import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { ExportFormat } from "#core/release/export-format.ts";
import type { Context } from "../context.ts";
import { countStarted, countedAtEnd } from "./count-download.ts";
import type { MediaChoice } from "./decide-media.ts";
import { decideMedia } from "./decide-media.ts";
import { zipFolder } from "./export-path.ts";
import { getReleaseSummary } from "./get-release.ts";
import { isThere, storedExportsOf } from "./stored-export.ts";

/** The file is read in pieces of this many bytes. */
const pieceBytes = 1 << 20;

/** Bytes of a file from the first to the last, both counted from 0 and included. */
export type ByteRange = { readonly first: number; readonly last: number };

/** A release's zip that was made before it was asked for. */
export type StoredDownload = {
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Counted as a download where it begins with the first byte, as finished where it ends with the last. */
  read(range: ByteRange): Promise<Readable>;
};

/** The zip of a release that is kept for downloads; null where none is, or its file is gone. */
export async function openStoredDownload(
  ctx: Context,
  {
    name,
    format,
    media: choice = true,
  }: { name: string; format: ExportFormat; media?: MediaChoice },
): Promise<StoredDownload | null> {
  const { id: releaseId, summary } = await getReleaseSummary(ctx, name);
  const { media } = decideMedia(summary, format, choice);
  const exports = await storedExportsOf(ctx, name);
  const found = exports.find((one) => one.format === format && one.media === media);
  if (!found?.made || !(await isThere(found))) return null;
  const { path } = found;
  const { sizeBytes, sha256 } = found.made;
  const key = { releaseId, format };
  return {
    fileName: `${zipFolder(format, name)}.zip`,
    sizeBytes,
    sha256,
    async read({ first, last }) {
      if (first === 0) await countStarted(ctx, key);
      const bytes = createReadStream(path, { start: first, end: last, highWaterMark: pieceBytes });
      if (last < sizeBytes - 1) return bytes;
      // Nothing is read ahead of its reader, or a download broken off near its end would count as finished.
      return Readable.from(countedAtEnd(ctx, key, bytes), { objectMode: false, highWaterMark: 1 });
    },
  };
}
