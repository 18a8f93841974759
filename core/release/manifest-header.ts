import * as z from "zod";
import { canonicalJson } from "#core/canonical-json.ts";
import { Composition } from "./composition.ts";
import { commonNames } from "./export-format.ts";
import type { Manifest } from "./manifest.ts";
import {
  ContentHash,
  LeftOutSample,
  ManifestFile,
  manifestVersion,
  ReleasedImage,
  ReleasedProvenance,
  ReleasedSample,
  ReleaseFacts,
} from "./manifest.ts";

/** The lists of a manifest and what a line of each holds. All are sorted as in {@link Manifest}, provenance by hash. */
export const manifestLines = {
  samples: ReleasedSample,
  images: ReleasedImage,
  leftOut: LeftOutSample,
  provenance: ReleasedProvenance,
  files: ManifestFile,
} as const;
export const ManifestList = z.enum(
  Object.keys(manifestLines) as [keyof typeof manifestLines, ...(keyof typeof manifestLines)[]],
);
export type ManifestList = z.infer<typeof ManifestList>;
export type ManifestLine<List extends ManifestList> = z.infer<(typeof manifestLines)[List]>;

/** A list as a file of its own: a line of canonical JSON for every entry. */
export const ManifestPart = ManifestFile.extend({ lines: z.number().int().min(0) });
export type ManifestPart = z.infer<typeof ManifestPart>;

/** Where a list lies, from the root of a release. */
export function partPath(list: ManifestList): string {
  return `${commonNames.manifestLists}/${list}.jsonl`;
}

/** What is known of a release without reading its lists. */
const Totals = z.object({
  composition: Composition,
  /** Samples that a detector found again. */
  redetected: z.number().int().min(0),
  /** Bytes of the photos and edits together. */
  sizeBytes: z.number().int().min(0),
  /** Over the photos and edits (`merkle.ts`). */
  merkleRoot: ContentHash,
});

/**
 * `manifest.json` in version 2 of the format: the release as a whole, and its lists by their hashes, so that a
 * hundred thousand samples are read, written and checked line by line, and the hash of the header is that of all.
 */
export const ManifestHeader = ReleaseFacts.extend({
  formatVersion: z.literal(manifestVersion),
  ...Totals.shape,
  parts: z.object(
    Object.fromEntries(ManifestList.options.map((list) => [list, ManifestPart])) as Record<
      ManifestList,
      typeof ManifestPart
    >,
  ),
});
export type ManifestHeader = z.infer<typeof ManifestHeader>;

/** The text of `manifest.json`: canonical JSON and a line end. Its SHA-256 names the release's content. */
export function manifestText(manifest: ManifestHeader | Manifest): string {
  return `${canonicalJson(manifest)}\n`;
}

/** The text of a line of a part. */
export function manifestLineText(entry: ManifestLine<ManifestList>): string {
  return `${canonicalJson(entry)}\n`;
}

/** What is known of a release of any version as a whole. */
export type ReleaseSummary = ReleaseFacts &
  z.infer<typeof Totals> & {
    readonly formatVersion: Manifest["formatVersion"];
    /** Entries of each list. */
    readonly counts: Readonly<Record<ManifestList, number>>;
  };
