import { canonicalJson } from "#core/canonical-json.ts";
import type { ReleasedProvenance } from "#core/release/manifest.ts";
import { photoFile } from "#core/release/photo-file.ts";
import { imageLine, linesSchema, sampleLine } from "#core/release/release-lines.ts";
import { AppError } from "../../errors.ts";
import type { OpenManifest } from "../open-manifest.ts";
import { photosInContext, samplesInContext } from "../release-index.ts";
import { blobFile, linesFile, textFile } from "./export-file.ts";
import type { ReleaseFormat } from "./release-format.ts";

/** Everything that a release knows as lines of canonical JSON, with a schema, and the photos beside. */
export const jsonl: ReleaseFormat = {
  photoPath: photoFile,
  async files(release, { media, photoPlace }) {
    return {
      count: 4 + (media ? release.counts.images : 0),
      async *list() {
        yield linesFile("samples.jsonl", () => sampleTexts(release));
        yield linesFile("images.jsonl", () => imageTexts(release));
        yield linesFile("provenance.jsonl", () => provenanceTexts(release));
        yield textFile("schema.json", `${canonicalJson(linesSchema())}\n`);
        if (!media) return;
        for await (const { image, photoBytes } of photosInContext(release))
          yield blobFile(photoFile(image.imageId), image.sha256, photoBytes, photoPlace);
      },
    };
  },
};

/** A line for every sample, in the order of the manifest. All provenance is in memory meanwhile. */
async function* sampleTexts(release: OpenManifest): AsyncGenerator<string> {
  const provenance = new Map<string, ReleasedProvenance>();
  for await (const made of release.entries("provenance")) provenance.set(made.hash, made);
  const madeBy = (hash: string) => {
    const made = provenance.get(hash);
    if (!made) throw new AppError("INVALID", `manifest: provenance ${hash} is not listed`);
    return made;
  };
  for await (const sample of samplesInContext(release))
    yield canonicalJson(sampleLine(sample, madeBy));
}

/** A line for every photo, by image id. */
async function* imageTexts(release: OpenManifest): AsyncGenerator<string> {
  for await (const photo of photosInContext(release)) yield canonicalJson(imageLine(photo));
}

/** A line for every way in which results were made, by hash. */
async function* provenanceTexts(release: OpenManifest): AsyncGenerator<string> {
  for await (const made of release.entries("provenance")) yield canonicalJson(made);
}
