import type { ContactSheetEntry } from "#core/release/contact-sheet.ts";
import { contactSheet } from "#core/release/contact-sheet.ts";
import { editStem } from "#core/release/dataset-names.ts";
import type { ReleasedSample } from "#core/release/manifest.ts";
import { AppError } from "../../errors.ts";
import type { OpenManifest } from "../open-manifest.ts";
import { samplesInContext } from "../release-index.ts";
import { blobFile, textFile } from "./export-file.ts";
import type { ReleaseFormat } from "./release-format.ts";

/** The pictures that reviewers saw of every sample, and a page that shows them all. */
export const overlays: ReleaseFormat = {
  photoPath: null,
  files: async (release) => ({
    count: 2 * release.counts.samples + 1,
    async *list() {
      const entries: ContactSheetEntry[] = [];
      for await (const { sample, image } of samplesInContext(release)) {
        const pictures = picturePaths(sample);
        const { before, after } = picturesOf(release, sample);
        yield blobFile(pictures.before, before);
        yield blobFile(pictures.after, after);
        entries.push({
          sampleId: sample.sampleId,
          operation: sample.operation.kind,
          label: sample.label,
          instruction: sample.edit.prompt,
          size: image.intrinsics,
          pictures,
        });
      }
      yield textFile("index.html", contactSheet(release.name, entries));
    },
  }),
};

function picturePaths(sample: ReleasedSample): { before: string; after: string } {
  const stem = `pictures/${editStem(sample)}`;
  return { before: `${stem}_before.png`, after: `${stem}_after.png` };
}

function picturesOf(
  { name }: OpenManifest,
  { sampleId, pictures }: ReleasedSample,
): NonNullable<ReleasedSample["pictures"]> {
  if (pictures) return pictures;
  throw new AppError(
    "PRECONDITION",
    `release ${name} was frozen without the pictures of sample ${sampleId}: freeze it again under another name`,
  );
}
