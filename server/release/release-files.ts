import { editPath } from "#core/release/dataset-names.ts";
import type { Manifest, ManifestFile } from "#core/release/manifest.ts";
import { publishedEditText } from "#core/release/published-edit.ts";
import { AppError } from "../errors.ts";
import { hashOf } from "../storage.ts";
import type { ReadPhoto } from "./formats/export-file.ts";
import { readSoundBlob } from "./formats/export-file.ts";

/** A file that a manifest lists. Its bytes are fetched when asked for, and are those of the hash. */
export type ReleaseFile = ManifestFile & { read(): Promise<Buffer> };

/** The photos and edits of a release, sorted by path. */
export function datasetFiles(
  manifest: Manifest,
  readPhoto: ReadPhoto = readSoundBlob,
): ReleaseFile[] {
  const edits = new Map(
    manifest.samples.map(({ imageId, queryId, edit }) => [editPath({ imageId, queryId }), edit]),
  );
  return manifest.files.map((file) => {
    const { path, sha256 } = file;
    const edit = edits.get(path);
    const read = async () => {
      if (!edit) return readPhoto(path, sha256);
      const bytes = Buffer.from(publishedEditText(edit));
      if (hashOf(bytes) === sha256) return bytes;
      throw new AppError("INTERNAL", `${path}: the manifest states another hash than its edit has`);
    };
    return { ...file, read };
  });
}
