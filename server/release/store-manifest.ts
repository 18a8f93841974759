import { countComposition } from "#core/release/composition.ts";
import { editPath, sourcePath } from "#core/release/dataset-names.ts";
import type {
  LeftOutSample,
  ManifestFile,
  ReleasedScene,
  ReleaseFacts,
} from "#core/release/manifest.ts";
import { manifestVersion } from "#core/release/manifest.ts";
import { ManifestHeader } from "#core/release/manifest-header.ts";
import { publishedEditText } from "#core/release/published-edit.ts";
import { Provenance } from "#core/provenance.ts";
import type { RedetectionCount } from "#core/release/redetection-count.ts";
import type { Context } from "../context.ts";
import { hashOf } from "../storage.ts";
import { version } from "../version.ts";
import type { PhotoChoice } from "./choose-by-photo.ts";
import { addRedetections, noRedetections } from "./count-redetections.ts";
import type { WarningCount } from "./count-warnings.ts";
import { WarningCounter } from "./count-warnings.ts";
import { FileTable } from "./file-table.ts";
import { merkleRootOf } from "./merkle-root-of.ts";
import { PartWriter, removeAbandonedParts } from "./write-part.ts";

/** A manifest whose lists are stored, and what was learnt on the way. */
export type StoredManifest = {
  readonly header: ManifestHeader;
  readonly leftOut: readonly LeftOutSample[];
  readonly warnings: readonly WarningCount[];
  /** Over all samples that were asked for. */
  readonly redetections: RedetectionCount;
};

/** Rows of provenance that are read at once. */
const provenanceAtOnce = 1000;

/**
 * Stores the lists of the manifest of a release with the chosen samples, and gives its header. What is in
 * memory of a sample after its photo is done is the path, hash and size of its file.
 */
export async function storeManifest(
  ctx: Context,
  said: Pick<ReleaseFacts, "name" | "edition" | "source" | "draft" | "waivers">,
  photos: AsyncIterable<PhotoChoice>,
): Promise<StoredManifest> {
  await removeAbandonedParts();
  const writers = {
    samples: await PartWriter.open("samples"),
    images: await PartWriter.open("images"),
    leftOut: await PartWriter.open("leftOut"),
    provenance: await PartWriter.open("provenance"),
    files: await PartWriter.open("files"),
  };
  try {
    const count = countComposition();
    const scenes = new Map<string, ReleasedScene>();
    const files = new FileTable();
    const madeBy = new Set<string>();
    const leftOut: LeftOutSample[] = [];
    const warnings = new WarningCounter();
    let redetections = noRedetections;
    let redetected = 0;
    for await (const { shown, samples, ...photo } of photos) {
      if (shown) {
        const { image, scene } = shown;
        scenes.set(scene.id, scene);
        count.addImage();
        await writers.images.add(image);
        const { sha256, size } = image;
        files.add({ path: sourcePath(image.imageId), sha256, size });
      }
      for (const sample of samples) {
        count.addSample(sample, shown?.scene.id ?? "");
        if (sample.redetection) redetected++;
        await writers.samples.add(sample);
        files.add(editFileOf(sample));
        for (const hash of Object.values(sample.provenance)) if (hash) madeBy.add(hash);
      }
      for (const one of photo.leftOut) await writers.leftOut.add(one);
      leftOut.push(...photo.leftOut);
      warnings.add(photo.warnings);
      redetections = addRedetections(redetections, photo.redetections);
    }
    await addProvenance(ctx, writers.provenance, madeBy);
    for (const file of files.byPath()) await writers.files.add(file);
    const header = ManifestHeader.parse({
      format: "gsi-studio-release",
      formatVersion: manifestVersion,
      ...said,
      studioVersion: version,
      scenes: [...scenes.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      composition: count.composition(),
      redetected,
      sizeBytes: files.totalBytes,
      merkleRoot: merkleRootOf(files),
      parts: {
        samples: await writers.samples.finish(),
        images: await writers.images.finish(),
        leftOut: await writers.leftOut.finish(),
        provenance: await writers.provenance.finish(),
        files: await writers.files.finish(),
      },
    } satisfies ManifestHeader);
    return { header, leftOut, warnings: warnings.counts(), redetections };
  } finally {
    for (const writer of Object.values(writers)) await writer.discard();
  }
}

function editFileOf(sample: PhotoChoice["samples"][number]): ManifestFile {
  const bytes = Buffer.from(publishedEditText(sample.edit));
  return { path: editPath(sample), sha256: hashOf(bytes), size: bytes.byteLength };
}

async function addProvenance(
  ctx: Context,
  writer: PartWriter<"provenance">,
  hashes: ReadonlySet<string>,
): Promise<void> {
  const sorted = [...hashes].toSorted();
  for (let from = 0; from < sorted.length; from += provenanceAtOnce) {
    const wanted = sorted.slice(from, from + provenanceAtOnce);
    const rows = await ctx.db.provenance.findMany({ where: { hash: { in: wanted } } });
    const byHash = new Map(rows.map((row) => [row.hash, row]));
    for (const hash of wanted) {
      const row = byHash.get(hash);
      if (row) await writer.add({ ...Provenance.parse(row), hash });
    }
  }
}
