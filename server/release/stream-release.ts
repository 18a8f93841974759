import { Readable } from "node:stream";
import { datasetZip } from "#core/release/dataset-names.ts";
import type { ExportFormat } from "#core/release/export-format.ts";
import type { Context } from "../context.ts";
import type { DownloadKey } from "./count-download.ts";
import { countFinished, countStarted } from "./count-download.ts";
import type { MediaChoice } from "./decide-media.ts";
import { decideMedia } from "./decide-media.ts";
import { exportFiles } from "./formats/formats.ts";
import { getRelease } from "./get-release.ts";
import type { ZipStream } from "./zip-files.ts";
import { zipFiles } from "./zip-files.ts";

/** A release as one file for a download. */
export type ReleaseDownload = ZipStream & { readonly fileName: string };

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
  const release = await getRelease(ctx, name);
  const { media } = decideMedia(release.manifest, format, choice);
  const files = exportFiles(format, release, { media }, datasetZip);
  const folder = `${format}-${name}`;
  const { stream, sizeBytes } = await zipFiles(files, folder);
  const key = { releaseId: release.id, format };
  await countStarted(ctx, key);
  return {
    fileName: `${folder}.zip`,
    sizeBytes,
    stream: Readable.from(countedAtEnd(ctx, key, stream), { objectMode: false }),
  };
}

/** The same bytes; counted as finished when the last was taken. */
async function* countedAtEnd(
  ctx: Context,
  key: DownloadKey,
  stream: Readable,
): AsyncGenerator<Uint8Array> {
  yield* stream as AsyncIterable<Uint8Array>;
  await countFinished(ctx, key);
}
