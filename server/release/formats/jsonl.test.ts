import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import { ReleasedSample } from "#core/release/manifest.ts";
import { boxInCamera } from "#core/release/released-box.ts";
import type { SampleLine } from "#core/release/release-lines.ts";
import { readBlob } from "../../storage.ts";
import { withFullRelease } from "../../test/export-fixture.ts";
import { exportRelease } from "../export-release.ts";
import { getRelease } from "../get-release.ts";

type Written = {
  folder: string;
  samples: unknown[];
  images: { imageId: string; file: string; size: number }[];
  provenance: { hash: string }[];
  schemas: Record<string, z.ZodType>;
};

async function readExport(folder: string): Promise<Written> {
  const lines = async (name: string) => {
    const text = await readFile(join(folder, name), "utf8");
    expect(text.endsWith("\n")).toBe(true);
    return text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  };
  const schema = JSON.parse(await readFile(join(folder, "schema.json"), "utf8"));
  expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  const { $defs } = schema;
  return {
    folder,
    samples: await lines("samples.jsonl"),
    images: await lines("images.jsonl"),
    provenance: await lines("provenance.jsonl"),
    schemas: Object.fromEntries(
      Object.keys($defs).map((name) => [
        name,
        z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs }),
      ]),
    ),
  };
}

describe("lines of JSON", () => {
  it("keep to the schema beside them, which refuses what is missing or unknown", () =>
    withFullRelease(async (ctx, folder) => {
      await exportRelease(ctx, { name: "v0", outDir: join(folder, "out"), format: "jsonl" });
      const { samples, images, provenance, schemas } = await readExport(join(folder, "out"));
      const check = (name: string, lines: unknown[]) => {
        expect(lines.length).toBeGreaterThan(0);
        for (const line of lines) {
          const result = schemas[name]!.safeParse(line);
          expect(result.error?.issues ?? []).toEqual([]);
          expect(schemas[name]!.safeParse({ ...(line as object), mood: "fine" }).success).toBe(
            false,
          );
          for (const field of Object.keys(line as object)) {
            const { [field]: _gone, ...rest } = line as Record<string, unknown>;
            const isOptional = ["pictures", "redetection", "split", "stream", "cameraFromWorld"];
            if (!isOptional.includes(field))
              expect([field, schemas[name]!.safeParse(rest).success]).toEqual([field, false]);
          }
        }
      };
      check("sample", samples);
      check("image", images);
      check("provenance", provenance);
    }));

  it("hold all of the manifest, so that its samples can be made from them again", () =>
    withFullRelease(async (ctx, folder) => {
      await exportRelease(ctx, { name: "v0", outDir: join(folder, "out"), format: "jsonl" });
      const { samples, images, provenance } = await readExport(join(folder, "out"));
      const { manifest } = await getRelease(ctx, "v0");
      const again = (samples as SampleLine[]).map(
        ({ image: _image, boxes: _boxes, instruction: _said, provenance: made, ...sample }) => ({
          ...sample,
          provenance: {
            reconstruction: made.reconstruction?.hash ?? null,
            proposal: made.proposal.hash,
            gate: made.gate?.hash ?? null,
          },
        }),
      );
      expect(again.map((sample) => ReleasedSample.parse(sample))).toEqual(manifest.samples);
      expect(images.map(({ file: _file, ...image }) => ({ ...image, scene: undefined }))).toEqual(
        manifest.images.map((image) => ({ ...image, scene: undefined })),
      );
      expect(Object.fromEntries(provenance.map(({ hash, ...result }) => [hash, result]))).toEqual(
        manifest.provenance,
      );
      const [sample] = samples as SampleLine[];
      expect(sample!.provenance.proposal).toMatchObject({ stage: "propose-operations" });
      expect(sample!.instruction).toBe("Move the chair 50 cm to the left.");
    }));

  it("spell the boxes out as the edit has them", () =>
    withFullRelease(async (ctx, folder) => {
      await exportRelease(ctx, { name: "v0", outDir: join(folder, "out"), format: "jsonl" });
      const { samples } = await readExport(join(folder, "out"));
      const [move, turn, removal] = samples as SampleLine[];
      const { edit, boxes } = move!;
      expect([...boxes.before.center, ...boxes.before.size, boxes.before.yaw]).toEqual(
        edit.original_bbox_3d,
      );
      expect([...boxes.after!.center, ...boxes.after!.size, boxes.after!.yaw]).toEqual(
        edit.new_bbox_3d,
      );
      expect(boxes.after!.rotation).toEqual(edit.rotation_matrix);
      expect(turn!.boxes.after!.rotation).toEqual(turn!.edit.new_rotation_matrix);
      expect(removal!.boxes.after).toBeNull();
      const matrix = matrixFromQuaternion(boxInCamera(turn!.boxes.after!).rotation);
      matrix.flat().forEach((value, index) => {
        expect(value).toBeCloseTo(turn!.boxes.after!.rotation.flat()[index]!, 12);
      });
    }));

  it("lie beside the photos they name", () =>
    withFullRelease(async (ctx, folder) => {
      await exportRelease(ctx, { name: "v0", outDir: join(folder, "out"), format: "jsonl" });
      const { images } = await readExport(join(folder, "out"));
      const { manifest } = await getRelease(ctx, "v0");
      for (const [index, { file, size }] of images.entries()) {
        const bytes = await readFile(join(folder, "out", file));
        expect(bytes.equals(await readBlob(manifest.images[index]!.sha256))).toBe(true);
        expect(bytes.byteLength).toBe(size);
      }
    }));
});
