import type { ContactSheetEntry } from "#core/release/contact-sheet.ts";
import { contactSheet } from "#core/release/contact-sheet.ts";
import { editStem } from "#core/release/dataset-names.ts";
import type { Manifest, ReleasedSample } from "#core/release/manifest.ts";
import { samplesInContext } from "#core/release/release-index.ts";
import { AppError } from "../../errors.ts";
import { blobFile, textFile } from "./export-file.ts";
import type { ReleaseFormat } from "./release-format.ts";

/** The pictures that reviewers saw of every sample, and a page that shows them all. */
export const overlays: ReleaseFormat = {
  photoPath: null,
  files({ manifest }) {
    const pictures = manifest.samples.flatMap((sample) => {
      const { before, after } = picturesOf(manifest, sample);
      const paths = picturePaths(sample);
      return [blobFile(paths.before, before), blobFile(paths.after, after)];
    });
    return [...pictures, textFile("index.html", contactSheet(manifest.name, entriesOf(manifest)))];
  },
};

function entriesOf(manifest: Manifest): ContactSheetEntry[] {
  return samplesInContext(manifest).map(({ sample, image }) => ({
    sampleId: sample.sampleId,
    operation: sample.operation.kind,
    label: sample.label,
    instruction: sample.edit.prompt,
    size: image.intrinsics,
    pictures: picturePaths(sample),
  }));
}

function picturePaths(sample: ReleasedSample): { before: string; after: string } {
  const stem = `pictures/${editStem(sample)}`;
  return { before: `${stem}_before.png`, after: `${stem}_after.png` };
}

function picturesOf(
  { name }: Manifest,
  { sampleId, pictures }: ReleasedSample,
): NonNullable<ReleasedSample["pictures"]> {
  if (pictures) return pictures;
  throw new AppError(
    "PRECONDITION",
    `release ${name} was frozen without the pictures of sample ${sampleId}: freeze it again under another name`,
  );
}
