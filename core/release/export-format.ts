import * as z from "zod";

/** The layouts that a release can be written in. */
export const ExportFormat = z.enum(["gsi-bench", "jsonl", "huggingface", "overlays", "gltf"]);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** A day on which a release was published, `YYYY-MM-DD`. */
export const PublicationDay = z.iso.date();

/** Files that lie at the root of an export of every format. */
export const commonNames = {
  manifest: "manifest.json",
  checksums: "SHA256SUMS",
  /** Which photos were left out; only in an export without them. */
  media: "media.json",
} as const;

/**
 * What each format writes at the root of an export beside the common files. The first is always there, and
 * in no other format: a copy is recognised by it.
 */
export const rootNames: Readonly<Record<ExportFormat, readonly [mark: string, ...string[]]>> = {
  "gsi-bench": ["fine_dataset", "fine_dataset.zip", "README.md"],
  jsonl: ["samples.jsonl", "images.jsonl", "provenance.jsonl", "schema.json", "images"],
  huggingface: ["croissant.json", "data", "README.md"],
  overlays: ["index.html", "pictures"],
  gltf: ["glb"],
};

/** The format of the export that has these names at its root; null for none that is known. */
export function recogniseFormat(names: readonly string[]): ExportFormat | null {
  return ExportFormat.options.find((format) => names.includes(rootNames[format][0])) ?? null;
}
