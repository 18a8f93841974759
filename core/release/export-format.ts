import * as z from "zod";

/** The layouts that a release can be written in. */
export const ExportFormat = z.enum(["gsi-bench", "jsonl", "huggingface", "overlays", "gltf"]);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** A day on which a release was published, `YYYY-MM-DD`. */
export const PublicationDay = z.iso.date();

/** Files that lie at the root of an export of every format. */
export const commonNames = {
  manifest: "manifest.json",
  /** Folder of the manifest's lists; not in exports of releases that were frozen with version 1 of its format. */
  manifestLists: "manifest",
  checksums: "SHA256SUMS",
  /** What the release says of itself; each only where it was given at the freeze. */
  changelog: "CHANGELOG.md",
  citation: "CITATION.cff",
  dataCite: "datacite.json",
  /** Which photos were left out; only in an export without them. */
  media: "media.json",
  /** Over the bytes of the manifest; only where somebody signed the export. */
  signature: "manifest.json.sig",
} as const;

/** What each format writes at the root of an export beside the common files. */
export const rootNames: Readonly<Record<ExportFormat, readonly string[]>> = {
  "gsi-bench": ["fine_dataset", "fine_dataset.zip", "README.md"],
  jsonl: ["samples.jsonl", "images.jsonl", "provenance.jsonl", "schema.json", "images"],
  huggingface: ["croissant.json", "data", "README.md"],
  overlays: ["index.html", "pictures"],
  gltf: ["glb"],
};

/** The format of which most names lie at the root of a copy; null where no format has any of them. */
export function recogniseFormat(names: readonly string[]): ExportFormat | null {
  const found = ExportFormat.options
    .map((format) => ({
      format,
      count: rootNames[format].filter((name) => names.includes(name)).length,
    }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
  return found[0]?.format ?? null;
}
