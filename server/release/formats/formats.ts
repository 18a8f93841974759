import { checksumsText } from "#core/release/checksums.ts";
import type { ExportFormat } from "#core/release/export-format.ts";
import { commonNames } from "#core/release/export-format.ts";
import { manifestText } from "#core/release/manifest.ts";
import { mediaList, mediaListText } from "#core/release/media-list.ts";
import { AppError } from "../../errors.ts";
import { editionFiles } from "./edition-files.ts";
import type { ExportFile } from "./export-file.ts";
import { bytesFile, textFile } from "./export-file.ts";
import { gltf } from "./gltf.ts";
import { gsiBench } from "./gsi-bench.ts";
import { huggingface } from "./huggingface.ts";
import { jsonl } from "./jsonl.ts";
import { overlays } from "./overlays.ts";
import type { ExportOptions, FrozenRelease, ReleaseFormat } from "./release-format.ts";

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

/**
 * All files of an export in the order of writing; the checksums of all others come last. `without` leaves
 * one out.
 */
export function exportFiles(
  format: ExportFormat,
  release: FrozenRelease,
  options: ExportOptions,
  without?: string,
): ExportFile[] {
  const layout = formats[format];
  const { photoPath } = layout;
  if (!options.media && !canLeaveOutPhotos(format))
    throw new AppError("INVALID", `${format} has no photos that could be left out`);
  const { manifest } = release;
  const listed = [
    ...layout.files(release, options).filter(({ path }) => path !== without),
    ...(!options.media && photoPath
      ? [textFile(commonNames.media, mediaListText(mediaList(manifest, photoPath)))]
      : []),
    ...editionFiles(manifest.edition ?? {}),
    textFile(commonNames.manifest, manifestText(manifest)),
  ];
  return [...listed, checksumsFile(listed)];
}

function checksumsFile(listed: readonly ExportFile[]): ExportFile {
  const size = checksumsText(listed.map(({ path }) => ({ path, sha256: "0".repeat(64) })));
  return bytesFile(commonNames.checksums, Buffer.byteLength(size), async (written) =>
    Buffer.from(checksumsText(written)),
  );
}
