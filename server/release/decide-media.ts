import type { ExportFormat } from "#core/release/export-format.ts";
import type { ReleaseFacts } from "#core/release/manifest.ts";
import { sourcesKeptBack } from "#core/release/media-terms.ts";
import { canLeaveOutPhotos } from "./formats/formats.ts";

/** Whether an export takes the photos along, or `by-terms`: unless the terms of a scan forbid to pass them on. */
export type MediaChoice = boolean | "by-terms";

/** Whether the photos go along, and what to tell whoever gets the export. */
export function decideMedia(
  release: ReleaseFacts,
  format: ExportFormat,
  choice: MediaChoice,
): { media: boolean; warnings: string[] } {
  const sources = sourcesKeptBack(release).join(", ");
  if (sources === "" || choice === false) return { media: choice !== false, warnings: [] };
  if (choice === "by-terms" && canLeaveOutPhotos(format))
    return {
      media: false,
      warnings: [
        `the photos are left out: the terms of ${sources} do not allow them to be passed on; media.json lists them`,
      ],
    };
  const what = {
    overlays: "pictures drawn on photos",
    gltf: "points of scans",
    "gsi-bench": "photos",
    jsonl: "photos",
    huggingface: "photos",
  }[format];
  return {
    media: true,
    warnings: [`it holds ${what} of ${sources}, whose terms do not allow them to be passed on`],
  };
}
