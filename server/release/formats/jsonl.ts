import { canonicalJson } from "#core/canonical-json.ts";
import { photoFile } from "#core/release/photo-file.ts";
import { imagesInContext } from "#core/release/release-index.ts";
import {
  imageLines,
  linesSchema,
  provenanceLines,
  sampleLines,
} from "#core/release/release-lines.ts";
import { bytesFile, linesFile, readSoundBlob, textFile } from "./export-file.ts";
import type { ReleaseFormat } from "./release-format.ts";

/** Everything that a release knows as lines of canonical JSON, with a schema, and the photos beside. */
export const jsonl: ReleaseFormat = {
  photoPath: photoFile,
  files({ manifest }, { media, readPhoto = readSoundBlob }) {
    const photos = imagesInContext(manifest).map(({ image, photoBytes }) => {
      const path = photoFile(image.imageId);
      return bytesFile(path, photoBytes, () => readPhoto(path, image.sha256));
    });
    return [
      linesFile("samples.jsonl", () => jsonOf(sampleLines(manifest))),
      linesFile("images.jsonl", () => jsonOf(imageLines(manifest))),
      linesFile("provenance.jsonl", () => jsonOf(provenanceLines(manifest))),
      textFile("schema.json", `${canonicalJson(linesSchema())}\n`),
      ...(media ? photos : []),
    ];
  },
};

function* jsonOf(lines: Iterable<unknown>): Generator<string> {
  for (const line of lines) yield canonicalJson(line);
}
