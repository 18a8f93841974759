import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { matrixFromIntrinsics } from "#core/geometry/camera.ts";
import { Operation } from "#core/operation/operation.ts";
import { PublishedEdit } from "#core/release/published-edit.ts";
import type { SampleInContext } from "#core/release/release-index.ts";
import { tableColumns } from "#core/release/table-columns.ts";
import { hashFile, hashOf, readBlob } from "../../storage.ts";
import { withFullRelease } from "../../test/export-fixture.ts";
import { inFolder } from "../../test/release-fixture.ts";
import { exportRelease } from "../export-release.ts";
import { collect } from "../collect.ts";
import type { OpenManifest } from "../open-manifest.ts";
import { getReleaseSummary } from "../get-release.ts";
import { samplesInContext } from "../release-index.ts";
import { writeParquet } from "./write-parquet.ts";

type Row = Record<string, unknown> & {
  image: { bytes: Uint8Array | null; path: string };
};

/** All rows of Parquet files as DuckDB reads them, lists as arrays. */
async function readRows(pattern: string): Promise<Row[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet('${pattern}')`);
    return reader.getRowObjectsJS() as Row[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const withExport = (
  options: { media?: boolean; published?: string },
  work: (outDir: string, rows: readonly SampleInContext[], release: OpenManifest) => Promise<void>,
) =>
  withFullRelease(async (ctx, folder) => {
    const outDir = join(folder, "out");
    await exportRelease(ctx, { name: "v0", outDir, format: "huggingface", ...options });
    const { summary: release } = await getReleaseSummary(ctx, "v0");
    await work(outDir, await collect(samplesInContext(release)), release);
  });

describe("a table for the Hub", () => {
  it("is read by DuckDB with every column of every sample as the manifest has it", () =>
    withExport({}, async (outDir, samples) => {
      expect(await readdir(join(outDir, "data"))).toEqual(["test-00000-of-00001.parquet"]);
      const rows = await readRows(join(outDir, "data", "*.parquet"));
      expect(rows).toHaveLength(samples.length);
      for (const [index, { sample, image, scene }] of samples.entries()) {
        const row = rows[index]!;
        expect(Object.keys(row)).toEqual(tableColumns.map(({ name }) => name));
        const { edit } = sample;
        const { image: _bytes, operation_json, edit_json, ...plain } = row;
        expect(plain).toEqual({
          sample_id: sample.sampleId,
          image_sha256: image.sha256,
          instruction: edit.prompt,
          operation: sample.operation.kind,
          label: sample.label,
          box_before: edit.original_bbox_3d,
          rotation_before: edit.rotation_matrix.flat(),
          box_after: edit.new_bbox_3d ?? null,
          rotation_after: edit.new_bbox_3d
            ? (edit.new_rotation_matrix ?? edit.rotation_matrix).flat()
            : null,
          camera_896: edit.camera_intrinsics.flat(),
          camera: matrixFromIntrinsics(image.intrinsics).flat(),
          width: image.intrinsics.width,
          height: image.intrinsics.height,
          image_id: image.imageId,
          query_id: sample.queryId,
          scene: scene.id,
          scan_source: "scannetpp",
          frame: "frame_000000",
          stream: "iphone",
          scan_split: scene.id === "bbbbbbbbbb" ? "test" : null,
        });
        expect(Operation.parse(JSON.parse(operation_json as string))).toEqual(sample.operation);
        expect(PublishedEdit.parse(JSON.parse(edit_json as string))).toEqual(edit);
      }
    }));

  it("holds photos that decode to the sizes in the manifest and are those of the scan", () =>
    withExport({}, async (outDir, samples) => {
      const rows = await readRows(join(outDir, "data", "*.parquet"));
      for (const [index, { image }] of samples.entries()) {
        const { bytes, path } = rows[index]!.image;
        expect(path).toBe(`images/${image.imageId}.jpg`);
        expect(hashOf(bytes!)).toBe(image.sha256);
        const { width, height, format } = await sharp(bytes!).metadata();
        const { intrinsics } = image;
        expect([width, height, format]).toEqual([intrinsics.width, intrinsics.height, "jpeg"]);
      }
    }));

  it("keeps path and hash of photos that are left out", () =>
    withExport({ media: false }, async (outDir, samples) => {
      const rows = await readRows(join(outDir, "data", "*.parquet"));
      expect(rows.map(({ image, image_sha256 }) => [image, image_sha256])).toEqual(
        samples.map(({ image }) => [
          { bytes: null, path: `images/${image.imageId}.jpg` },
          image.sha256,
        ]),
      );
    }));

  it("of several row groups is one table, and stores a photo once in each", () =>
    withExport({}, async (_outDir, [row]) => {
      const noise = Buffer.from(await readBlob(row!.image.sha256));
      const groups = async function* () {
        for (const count of [3, 1, 40])
          yield tableColumns.map(({ valueOf }) =>
            Array.from({ length: count }, () => valueOf(row!, Buffer.from(noise))),
          );
      };
      const pieces: Uint8Array[] = [];
      for await (const piece of writeParquet(tableColumns, groups())) pieces.push(piece);
      expect(pieces).toHaveLength(4);
      const copies = Buffer.concat(pieces).toString("latin1").split(noise.toString("latin1"));
      expect(copies).toHaveLength(3 + 1);
      await inFolder(async (folder) => {
        const path = join(folder, "groups.parquet");
        await writeFile(path, Buffer.concat(pieces));
        const rows = await readRows(path);
        expect(rows).toHaveLength(44);
        for (const { image, box_before } of rows) {
          expect(Buffer.from(image.bytes!).equals(noise)).toBe(true);
          expect(box_before).toEqual(row!.sample.edit.original_bbox_3d);
        }
      });
    }));

  it("has a card whose front matter names every column with its type", () =>
    withExport({}, async (outDir) => {
      const card = await readFile(join(outDir, "README.md"), "utf8");
      const front = /^---\n([\s\S]*?)\n---\n/.exec(card)?.[1] ?? "";
      const features = [...front.matchAll(/^ {2}- name: (\w+)\n {4}(.+)$/gm)];
      expect(features.map(([, name]) => name)).toEqual(tableColumns.map(({ name }) => name));
      expect(features.find(([, name]) => name === "image")?.[2]).toBe("dtype: image");
      expect(features.find(([, name]) => name === "box_after")?.[2]).toBe("sequence: float64");
      expect(front).toContain("path: data/test-*.parquet");
      expect(front).toContain("- n<1K");
      expect(card).toContain("ScanNet++ does not allow");
    }));
});

/**
 * Properties that every data set must state, and those of the classes it is made of.
 *
 * Source: Croissant 1.0 (http://mlcommons.org/croissant/1.0), "Dataset-level information, Required" and
 * "Modified and added properties"; for files, record sets and fields the properties that their sections use
 * throughout, and for checksums "Dataset versioning, Checksums".
 */
const required = {
  dataset: [
    "@context",
    "@type",
    "conformsTo",
    "description",
    "license",
    "name",
    "url",
    "creator",
    "datePublished",
    "distribution",
  ],
  fileObject: ["@type", "@id", "name", "contentUrl", "contentSize", "encodingFormat", "sha256"],
  fileSet: ["@type", "@id", "name", "encodingFormat", "includes"],
  recordSet: ["@type", "@id", "name", "field", "key"],
  field: ["@type", "@id", "name", "dataType", "source"],
};

type Thing = Record<string, unknown> & { "@id": string; "@type": string };
type Description = Record<string, unknown> & {
  distribution: (Thing & { sha256: string; contentUrl: string; contentSize: string })[];
  recordSet: [
    Thing & {
      key: { "@id": string };
      field: (Thing & { source: { fileSet: { "@id": string }; extract: { column: string } } })[];
    },
  ];
};

const readCroissant = async (outDir: string): Promise<Description> =>
  JSON.parse(await readFile(join(outDir, "croissant.json"), "utf8"));

describe("a Croissant description", () => {
  it("states every required property when the day of publication is given", () =>
    withExport({ published: "2026-11-26" }, async (outDir, _samples, { manifestHash }) => {
      const description = await readCroissant(outDir);
      const files = description.distribution.filter((one) => one["@type"] === "cr:FileObject");
      const [fileSet] = description.distribution.filter((one) => one["@type"] === "cr:FileSet");
      const [records] = description.recordSet;
      const lacks = (thing: object, names: string[]) => names.filter((name) => !(name in thing));
      expect(lacks(description, required.dataset)).toEqual([]);
      for (const file of files) expect(lacks(file, required.fileObject)).toEqual([]);
      expect(lacks(fileSet!, required.fileSet)).toEqual([]);
      expect(lacks(records, required.recordSet)).toEqual([]);
      for (const field of records.field) expect(lacks(field, required.field)).toEqual([]);
      expect(description).toMatchObject({
        "@type": "sc:Dataset",
        conformsTo: "http://mlcommons.org/croissant/1.0",
        url: `urn:sha256:${manifestHash}`,
        datePublished: "2026-11-26",
      });
    }));

  it("leaves out the day of publication where nobody gave it, and that alone", () =>
    withExport({}, async (outDir) => {
      const description = await readCroissant(outDir);
      expect(required.dataset.filter((name) => !(name in description))).toEqual(["datePublished"]);
    }));

  it("names files by their real hashes and sizes, and fields by columns that are there", () =>
    withExport({}, async (outDir) => {
      const { distribution, recordSet } = await readCroissant(outDir);
      const files = distribution.filter((one) => one["@type"] === "cr:FileObject");
      expect(files.map(({ contentUrl }) => contentUrl)).toEqual([
        "data/test-00000-of-00001.parquet",
      ]);
      for (const { contentUrl, sha256, contentSize } of files) {
        expect(await hashFile(join(outDir, contentUrl))).toBe(sha256);
        expect(contentSize).toBe(`${(await readFile(join(outDir, contentUrl))).byteLength} B`);
      }
      const [row] = await readRows(join(outDir, "data", "*.parquet"));
      const [{ field, key }] = recordSet;
      const ids = [...distribution, ...recordSet, ...field].map((thing) => thing["@id"]);
      expect(new Set(ids).size).toBe(ids.length);
      expect(field.map(({ source }) => source.extract.column)).toEqual(Object.keys(row!));
      for (const { source } of field) expect(ids).toContain(source.fileSet["@id"]);
      expect(ids).toContain(key["@id"]);
    }));
});
