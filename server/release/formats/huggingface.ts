import { canonicalJson } from "#core/canonical-json.ts";
import { croissant } from "#core/release/croissant.ts";
import { datasetCard } from "#core/release/dataset-card.ts";
import { photoFile } from "#core/release/photo-file.ts";
import type { RowRange } from "#core/release/plan-shards.ts";
import { planShards } from "#core/release/plan-shards.ts";
import type { SampleInContext } from "#core/release/release-index.ts";
import { samplesInContext } from "#core/release/release-index.ts";
import { tableColumns } from "#core/release/table-columns.ts";
import type { ExportFile, ReadPhoto } from "./export-file.ts";
import { bytesFile, readSoundBlob, textFile } from "./export-file.ts";
import type { ReleaseFormat } from "./release-format.ts";
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
  files({ manifest, manifestHash }, { media, published, readPhoto = readSoundBlob }) {
    const rows = samplesInContext(manifest);
    const shards = planShards(
      rows.map((row) => ({
        bytes: textBytes(row),
        shared: { key: row.image.imageId, bytes: media ? row.photoBytes : 0 },
      })),
      limits,
    );
    const count = String(shards.length).padStart(5, "0");
    const tables = shards.map((groups, index): ExportFile => {
      const path = `data/test-${String(index).padStart(5, "0")}-of-${count}.parquet`;
      return {
        path,
        size: null,
        content: () =>
          writeParquet(tableColumns, readGroups(rows, groups, media ? readPhoto : null)),
      };
    });
    return [
      ...tables,
      textFile("README.md", datasetCard(manifest, { media })),
      bytesFile("croissant.json", null, async (written) => {
        const files = written.filter(({ path }) => path.startsWith("data/"));
        return Buffer.from(
          `${canonicalJson(croissant(manifest, manifestHash, files, published))}\n`,
        );
      }),
    ];
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

async function* readGroups(
  rows: readonly SampleInContext[],
  groups: readonly RowRange[],
  readPhoto: ReadPhoto | null,
): AsyncGenerator<RowGroup> {
  for (const { start, end } of groups) {
    const group = rows.slice(start, end);
    const photos = new Map<string, Buffer>();
    for (const { image } of group) {
      if (!readPhoto || photos.has(image.imageId)) continue;
      photos.set(image.imageId, await readPhoto(photoFile(image.imageId), image.sha256));
    }
    yield tableColumns.map(({ valueOf }) =>
      group.map((row) => valueOf(row, photos.get(row.image.imageId) ?? null)),
    );
  }
}
