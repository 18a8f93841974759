import * as z from "zod";
import { canonicalJson } from "#core/canonical-json.ts";
import { Operation, OperationKind } from "#core/operation/operation.ts";
import { ContentHash, ManifestFile } from "./manifest.ts";
import { PublishedEdit } from "./published-edit.ts";
import { ReleaseName } from "./release-name.ts";
import { Violation } from "./violation.ts";

/** A photo of a data set that was made elsewhere. */
const ImportedImage = z.object({
  imageId: z.string(),
  sha256: ContentHash,
  /** Pixels. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type ImportedImage = z.infer<typeof ImportedImage>;

/** A sample of it: all that is known is what its edit file says. */
const ImportedSample = z.object({
  sampleId: z.string(),
  imageId: z.string(),
  queryId: z.string(),
  label: z.string(),
  kind: OperationKind,
  /** Null where the words alone do not state it, for instance beside another object. */
  operation: Operation.nullable(),
  /** The photo with the boxes, drawn here; left out where the boxes are no boxes. */
  pictures: z.object({ before: ContentHash, after: ContentHash }).optional(),
  edit: PublishedEdit,
});
export type ImportedSample = z.infer<typeof ImportedSample>;

/**
 * A data set in the published layout that was made elsewhere, as it was brought in: what could be read, what
 * could not and why, and what the rules of the layout say of it. Holds no provenance, since none is known.
 */
export const ImportedDataset = z.object({
  format: z.literal("gsi-studio-imported"),
  formatVersion: z.literal(1),
  name: ReleaseName,
  /** The version that read it and found the violations. */
  studioVersion: z.string(),
  images: z.array(ImportedImage),
  samples: z.array(ImportedSample).min(1),
  /** Files of the data set that are no sample and no photo, each with the reason. */
  unreadable: z.array(z.object({ file: z.string(), reason: z.string() })),
  violations: z.array(Violation),
  /** Photos and edits, byte for byte as they were; sorted by path. */
  files: z.array(ManifestFile),
});
export type ImportedDataset = z.infer<typeof ImportedDataset>;

/** The text of its manifest: canonical JSON and a line end. */
export function importedText(dataset: ImportedDataset): string {
  return `${canonicalJson(dataset)}\n`;
}
