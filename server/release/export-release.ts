import { resolve } from "node:path";
import type { ExportFormat } from "#core/release/export-format.ts";
import type { Context } from "../context.ts";
import { countFinished, countStarted } from "./count-download.ts";
import type { MediaChoice } from "./decide-media.ts";
import { decideMedia } from "./decide-media.ts";
import { exportFiles } from "./formats/formats.ts";
import { getReleaseSummary } from "./get-release.ts";
import { writeExport } from "./write-export.ts";

export type ExportReleaseInput = {
  readonly name: string;
  readonly outDir: string;
  readonly format: ExportFormat;
  /** Whether the photos go along; they do when left out. */
  readonly media?: MediaChoice;
  /** Day of publication, `YYYY-MM-DD`, for the formats that state one. */
  readonly published?: string;
  /** Told after every file. */
  readonly onProgress?: (progress: { done: number; total: number }) => void;
  readonly signal?: AbortSignal;
};

/** What was written where. */
export type ReleaseExport = {
  readonly name: string;
  readonly format: ExportFormat;
  readonly outDir: string;
  readonly files: number;
  readonly sizeBytes: number;
  readonly manifestHash: string;
  readonly media: boolean;
  /** What whoever gets the export has to know, one sentence each. */
  readonly warnings: readonly string[];
};

/**
 * Writes a release as a folder in one of the formats, and goes on where a killed export stopped. Only an earlier export of the same release in the same
 * format is replaced; its signature stays.
 */
export async function exportRelease(
  ctx: Context,
  { name, outDir, format, media: choice = true, published, onProgress, signal }: ExportReleaseInput,
): Promise<ReleaseExport> {
  const { id, summary, deprecation } = await getReleaseSummary(ctx, name);
  const { manifestHash } = summary;
  const { media, warnings } = decideMedia(summary, format, choice);
  const files = await exportFiles(format, summary, { media, published });
  const target = resolve(outDir);
  const place = { target, format, manifestHash };
  const key = { releaseId: id, format };
  await countStarted(ctx, key);
  const written = await writeExport(place, files, { onProgress, signal });
  await countFinished(ctx, key);
  const sizeBytes = written.reduce((sum, { size }) => sum + size, 0);
  return {
    name,
    format,
    outDir: target,
    files: written.length,
    sizeBytes,
    manifestHash,
    media,
    warnings: [
      ...(deprecation ? [`release ${name} is deprecated: ${deprecation.note}`] : []),
      ...warnings,
    ],
  };
}
