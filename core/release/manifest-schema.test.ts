import { resolve } from "node:path";
import { expect, it } from "vitest";
import { manifestSchemas } from "./manifest-schema.ts";

const published = resolve(import.meta.dirname, "../../docs/schema");

it.each([...manifestSchemas()])(
  "the published schema of %s is the code's",
  async (path, schema) => {
    const file = resolve(published, path.replace(/\.jsonl?$/, ".schema.json"));
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(file);
  },
);
