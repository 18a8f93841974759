import { datasetZip, sourcePath } from "#core/release/dataset-names.ts";
import { releaseReadme } from "#core/release/release-readme.ts";
import { datasetFiles } from "../release-files.ts";
import { zipFiles } from "../zip-files.ts";
import type { ExportFile } from "./export-file.ts";
import { bytesFile, textFile } from "./export-file.ts";
import type { ReleaseFormat } from "./release-format.ts";

/** The published layout as the GSI-Bench evaluator reads it: the dataset folder, and the same packed. */
export const gsiBench: ReleaseFormat = {
  photoPath: sourcePath,
  files({ manifest }, { media, readPhoto }) {
    const photos = new Set(manifest.images.map(({ imageId }) => sourcePath(imageId)));
    const dataset = datasetFiles(manifest, readPhoto)
      .filter(({ path }) => media || !photos.has(path))
      .map((file) => bytesFile(file.path, file.size, () => file.read()));
    return [...dataset, packed(dataset), textFile("README.md", releaseReadme(manifest, { media }))];
  },
};

function packed(dataset: readonly ExportFile[]): ExportFile {
  return {
    path: datasetZip,
    size: null,
    async *content() {
      yield* (await zipFiles(dataset)).stream;
    },
  };
}
