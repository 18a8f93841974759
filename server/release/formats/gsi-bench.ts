import { datasetZip, sourcePath } from "#core/release/dataset-names.ts";
import { releaseReadme } from "#core/release/release-readme.ts";
import { datasetFiles } from "../release-files.ts";
import { textFile } from "./export-file.ts";
import type { ReleaseFormat } from "./release-format.ts";

/** The published layout as the GSI-Bench evaluator reads it: the dataset folder, and the same packed. */
export const gsiBench: ReleaseFormat = {
  photoPath: sourcePath,
  async files(release, { media, photoPlace }) {
    const { images, samples } = release.counts;
    return {
      count: (media ? images : 0) + samples + 2,
      async *list() {
        for await (const file of datasetFiles(release, { media, photoPlace }))
          yield { ...file, packedIn: datasetZip };
        yield textFile("README.md", releaseReadme(release, { media }));
      },
    };
  },
};
