import { checksumLines } from "#core/release/checksums.ts";
import type { ExportFormat } from "#core/release/export-format.ts";
import { commonNames } from "#core/release/export-format.ts";
import { mediaList, mediaListText } from "#core/release/media-list.ts";
import { AppError } from "../../errors.ts";
import { collect } from "../collect.ts";
import type { OpenManifest } from "../open-manifest.ts";
import { photosInContext } from "../release-index.ts";
import { editionFiles } from "./edition-files.ts";
import type { ExportFile } from "./export-file.ts";
import { linesFile, textFile } from "./export-file.ts";
import { gltf } from "./gltf.ts";
import { gsiBench } from "./gsi-bench.ts";
import { huggingface } from "./huggingface.ts";
import { jsonl } from "./jsonl.ts";
import { overlays } from "./overlays.ts";
import type { ExportFiles, ExportOptions, ReleaseFormat } from "./release-format.ts";

const formats: Readonly<Record<ExportFormat, ReleaseFormat>> = {
  "gsi-bench": gsiBench,
  jsonl,
  huggingface,
  overlays,
  gltf,
};

/** Whether an export of this format may come without the photos. */
export function canLeaveOutPhotos(format: ExportFormat): boolean {
  return formats[format].photoPath !== null;
}

/** All files of an export in the order of writing; the checksums of all others come last. */
export async function exportFiles(
  format: ExportFormat,
  release: OpenManifest,
  options: ExportOptions,
): Promise<ExportFiles> {
  const { photoPath, ...layout } = formats[format];
  if (!options.media && !photoPath)
    throw new AppError("INVALID", `${format} has no photos that could be left out`);
  const own = await layout.files(release, options);
  const common = [
    ...(!options.media && photoPath ? [await mediaFile(release, photoPath)] : []),
    ...editionFiles(release.edition ?? {}),
    ...release.documents,
    checksumsFile,
  ];
  return {
    count: own.count + common.length,
    async *list() {
      yield* own.list();
      yield* common;
    },
  };
}

async function mediaFile(
  release: OpenManifest,
  photoPath: (imageId: string) => string,
): Promise<ExportFile> {
  const photos = await collect(photosInContext(release));
  return textFile(commonNames.media, mediaListText(mediaList(photos, photoPath)));
}

const checksumsFile: ExportFile = {
  ...linesFile(commonNames.checksums, checksumLines),
  isAboutOthers: true,
};

/** Bytes of the checksum file over files with these paths. */
export function checksumsSize(paths: readonly string[]): number {
  const sha256 = "0".repeat(64);
  let size = 0;
  for (const line of checksumLines(paths.map((path) => ({ path, sha256 }))))
    size += Buffer.byteLength(`${line}\n`);
  return size;
}
