import { Readable } from "node:stream";
import type { ExportFormat } from "#core/release/export-format.ts";
import { commonNames } from "#core/release/export-format.ts";
import type { Context } from "../context.ts";
import { countStarted, countedAtEnd } from "./count-download.ts";
import type { MediaChoice } from "./decide-media.ts";
import { decideMedia } from "./decide-media.ts";
import { zipFolder } from "./export-path.ts";
import { checksumsSize, exportFiles } from "./formats/formats.ts";
import type { ExportFiles } from "./formats/release-format.ts";
import { getReleaseSummary } from "./get-release.ts";
import { zipFiles, zipSize } from "./zip-files.ts";

/** A release as one file for a download. */
export type ReleaseDownload = {
  readonly fileName: string;
  readonly stream: Readable;
  /** Null where a file's length is not known before it is made. */
  readonly sizeBytes: number | null;
};

/**
 * A zip of a release's export, made while it is sent: one folder with what an export writes, without the
 * packed data set of the published layout, which would be the same bytes again.
 */
export async function streamRelease(
  ctx: Context,
  {
    name,
    format,
    media: choice = true,
  }: { name: string; format: ExportFormat; media?: MediaChoice },
): Promise<ReleaseDownload> {
  const { id, summary } = await getReleaseSummary(ctx, name);
  const { media } = decideMedia(summary, format, choice);
  const files = await exportFiles(format, summary, { media });
  const folder = zipFolder(format, name);
  const sizeBytes = await sizeOf(files, folder);
  const key = { releaseId: id, format };
  await countStarted(ctx, key);
  const zip = zipFiles(files.list(), { folder, written: [] });
  return {
    fileName: `${folder}.zip`,
    // Nothing is made ahead of its reader, or a download broken off near its end would count as finished.
    stream: Readable.from(countedAtEnd(ctx, key, zip), { objectMode: false, highWaterMark: 1 }),
    sizeBytes,
  };
}

async function sizeOf(files: ExportFiles, folder: string): Promise<number | null> {
  const sizes: { path: string; size: number }[] = [];
  for await (const { path, size } of files.list()) {
    if (path === commonNames.checksums)
      sizes.push({ path, size: checksumsSize(sizes.map((file) => file.path)) });
    else if (size === null) return null;
    else sizes.push({ path, size });
  }
  return zipSize(sizes, folder);
}
