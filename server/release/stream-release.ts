import { Readable } from "node:stream";
import { datasetZip } from "#core/release/dataset-names.ts";
import type { ExportFormat } from "#core/release/export-format.ts";
import { commonNames } from "#core/release/export-format.ts";
import type { Context } from "../context.ts";
import { checksumsSize, exportFiles } from "./formats/formats.ts";
import type { ExportFiles } from "./formats/release-format.ts";
import { openRelease } from "./open-release.ts";
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
  { name, format }: { name: string; format: ExportFormat },
): Promise<ReleaseDownload> {
  const release = await openRelease(ctx, name);
  const without = format === "gsi-bench" ? datasetZip : undefined;
  const files = await exportFiles(format, release, { media: true }, without);
  const folder = `${format}-${name}`;
  return {
    fileName: `${folder}.zip`,
    stream: Readable.from(zipFiles(files.list(), { folder, written: [] }), { objectMode: false }),
    sizeBytes: await sizeOf(files, folder),
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
