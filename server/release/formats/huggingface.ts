import { canonicalJson } from "#core/canonical-json.ts";
import { croissant } from "#core/release/croissant.ts";
import { datasetCard } from "#core/release/dataset-card.ts";
import { photoFile } from "#core/release/photo-file.ts";
import type { RowRange, RowSize } from "#core/release/plan-shards.ts";
import { planShards } from "#core/release/plan-shards.ts";
import type { SampleInContext } from "#core/release/release-index.ts";
import { tableColumns } from "#core/release/table-columns.ts";
import type { OpenManifest } from "../open-manifest.ts";
import { samplesInContext } from "../release-index.ts";
import { blobFile, fileAboutOthers, textFile, wholeContent } from "./export-file.ts";
import type { ExportOptions, ReleaseFormat } from "./release-format.ts";
import type { RowGroup } from "./write-parquet.ts";
import { writeParquet } from "./write-parquet.ts";

const limits = {
  /** The Hub advises files of about half a gigabyte. */
  fileBytes: 500e6,
  /** Held in memory while it is written, several times over. */
  groupBytes: 32e6,
};

/** A data set of the Hugging Face Hub: Parquet files with the photos in them, a card, and a Croissant description. */
export const huggingface: ReleaseFormat = {
  photoPath: photoFile,
  async files(release, { media, published, photoPlace }) {
    const sizes: RowSize[] = [];
    for await (const row of samplesInContext(release))
      sizes.push({
        bytes: textBytes(row),
        shared: { key: row.image.imageId, bytes: media ? row.photoBytes : 0 },
      });
    const shards = planShards(sizes, limits);
    const count = String(shards.length).padStart(5, "0");
    return {
      count: shards.length + 2,
      async *list() {
        for (const [index, groups] of shards.entries()) {
          const path = `data/test-${String(index).padStart(5, "0")}-of-${count}.parquet`;
          yield {
            path,
            size: null,
            content: () =>
              writeParquet(tableColumns, readGroups(release, groups, { media, photoPlace })),
          };
        }
        yield textFile("README.md", datasetCard(release, { media }));
        yield fileAboutOthers("croissant.json", (written) => {
          const files = written.filter(({ path }) => path.startsWith("data/"));
          const text = canonicalJson(croissant(release, release.manifestHash, files, published));
          return Buffer.from(`${text}\n`);
        });
      },
    };
  },
};

/** What a row takes without its photo: its texts, and eight bytes for every number. */
function textBytes(row: SampleInContext): number {
  return tableColumns.reduce((sum, { valueOf }) => {
    const value = valueOf(row, null);
    if (typeof value === "string") return sum + value.length;
    return sum + 8 * (Array.isArray(value) ? value.length : 1);
  }, 0);
}

/** The rows of consecutive row groups, one group in memory at a time. */
async function* readGroups(
  release: OpenManifest,
  groups: readonly RowRange[],
  { media, photoPlace }: Pick<ExportOptions, "media" | "photoPlace">,
): AsyncGenerator<RowGroup> {
  const rows = samplesInContext(release);
  let row = 0;
  for (const { start, end } of groups) {
    const group: SampleInContext[] = [];
    for (; row < end; row++) {
      const next = await rows.next();
      if (!next.done && row >= start) group.push(next.value);
    }
    const photos = new Map<string, Buffer>();
    for (const { image } of group) {
      const { imageId, sha256 } = image;
      if (!media || photos.has(imageId)) continue;
      const photo = blobFile(photoFile(imageId), sha256, null, photoPlace);
      photos.set(imageId, await wholeContent(photo));
    }
    yield tableColumns.map(({ valueOf }) =>
      group.map((one) => valueOf(one, photos.get(one.image.imageId) ?? null)),
    );
  }
  await rows.return(undefined);
}
