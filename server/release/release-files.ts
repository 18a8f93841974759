import { editPath, sourcePath } from "#core/release/dataset-names.ts";
import { publishedEditText } from "#core/release/published-edit.ts";
import { sortedByPath } from "#core/release/sort-by-path.ts";
import type { ExportFile, PhotoPlace } from "./formats/export-file.ts";
import { blobFile, textFile } from "./formats/export-file.ts";
import type { OpenManifest } from "./open-manifest.ts";
import { samplesByPhoto } from "./release-index.ts";

/** The photos and edits of a release as files: photo after photo, each followed by its edits in the order of their paths. */
export async function* datasetFiles(
  release: OpenManifest,
  { media, photoPlace }: { media: boolean; photoPlace?: PhotoPlace },
): AsyncGenerator<ExportFile> {
  for await (const { image, photoBytes, samples } of samplesByPhoto(release)) {
    if (media) yield blobFile(sourcePath(image.imageId), image.sha256, photoBytes, photoPlace);
    yield* sortedByPath(
      samples.map((sample) => textFile(editPath(sample), publishedEditText(sample.edit))),
    );
  }
}
