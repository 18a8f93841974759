import { datasetFolder, editPath } from "#core/release/dataset-names.ts";
import { checksumsText } from "#core/release/checksums.ts";
import type { Manifest } from "#core/release/manifest.ts";
import { manifestText } from "#core/release/manifest.ts";
import { publishedEditText } from "#core/release/published-edit.ts";
import { releaseReadme } from "#core/release/release-readme.ts";
import { AppError } from "../errors.ts";
import { hashOf, readBlob } from "../storage.ts";

/** A file of an export. Its bytes are fetched when asked for, and are those of the hash. */
export type ReleaseFile = {
  /** From the root of the export. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  read(): Promise<Buffer>;
};

/** Names of what lies beside the dataset folder. */
export const sideNames = {
  manifest: "manifest.json",
  readme: "README.md",
  checksums: "SHA256SUMS",
  zip: `${datasetFolder}.zip`,
} as const;

/** The photos and edits of a release, sorted by path. */
export function datasetFiles(manifest: Manifest): ReleaseFile[] {
  const edits = new Map(
    manifest.samples.map(({ imageId, queryId, edit }) => [editPath({ imageId, queryId }), edit]),
  );
  return manifest.files.map((file) => {
    const edit = edits.get(file.path);
    const bytes = async () =>
      edit ? Buffer.from(publishedEditText(edit)) : await readBlob(file.sha256);
    return { ...file, read: async () => requireContent(file, await bytes()) };
  });
}

/** What lies beside the dataset folder; `packed` is the zip, where there is one. */
export function sideFiles(
  manifest: Manifest,
  packed?: { path: string; sha256: string },
): ReleaseFile[] {
  const readme = textFile(sideNames.readme, releaseReadme(manifest));
  const listing = textFile(sideNames.manifest, manifestText(manifest));
  const listed = [...manifest.files, readme, listing, ...(packed ? [packed] : [])];
  return [readme, textFile(sideNames.checksums, checksumsText(listed)), listing];
}

function textFile(path: string, text: string): ReleaseFile {
  const bytes = Buffer.from(text);
  return { path, sha256: hashOf(bytes), size: bytes.byteLength, read: async () => bytes };
}

function requireContent({ path, sha256 }: { path: string; sha256: string }, bytes: Buffer): Buffer {
  if (hashOf(bytes) === sha256) return bytes;
  throw new AppError("INTERNAL", `${path}: the stored file ${sha256} was damaged on disk`);
}
