import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import * as z from "zod";
import { ManifestList, partPath } from "#core/release/manifest-header.ts";
import { withFullRelease } from "../test/export-fixture.ts";
import { exportRelease } from "./export-release.ts";

const published = resolve(import.meta.dirname, "../../docs/schema");

async function schemaOf(path: string): Promise<z.ZodType> {
  const file = join(published, path.replace(/\.jsonl?$/, ".schema.json"));
  return z.fromJSONSchema(JSON.parse(await readFile(file, "utf8")));
}

it("what an export holds keeps to the published schemas, which refuse what lacks a field", () =>
  withFullRelease(async (ctx, folder) => {
    const outDir = join(folder, "out");
    await exportRelease(ctx, { name: "v0", outDir, format: "jsonl" });
    for (const path of ["manifest.json", ...ManifestList.options.map(partPath)]) {
      const schema = await schemaOf(path);
      const required = z.object({ required: z.array(z.string()) });
      const { required: fields } = required.parse(z.toJSONSchema(schema));
      const lines = (await readFile(join(outDir, path), "utf8")).split("\n").filter(Boolean);
      for (const line of lines)
        expect([path, schema.safeParse(JSON.parse(line)).error?.issues ?? []]).toEqual([path, []]);
      const [first] = lines;
      if (first === undefined) continue;
      for (const field of fields) {
        const { [field]: _gone, ...rest } = JSON.parse(first) as Record<string, unknown>;
        expect([path, field, schema.safeParse(rest).success]).toEqual([path, field, false]);
      }
    }
  }));
