import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { blobPath } from "../storage.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples } from "../test/release-fixture.ts";
import { checkStoredRelease } from "./check-stored-release.ts";
import { freezeRelease } from "./freeze-release.ts";
import { getRelease } from "./get-release.ts";

test("what was frozen is found whole, and a damaged photo is named", () =>
  inRollback(async (ctx) => {
    await createReleasableSamples(ctx);
    await freezeRelease(ctx, { name: "v0", source: "gated" });
    const { manifest } = await getRelease(ctx, "v0");
    expect(await checkStoredRelease(ctx, { name: "v0" })).toEqual({
      filesChecked: manifest.files.length,
      problems: [],
    });
    const path = blobPath(manifest.images[0]!.sha256);
    const bytes = await readFile(path);
    try {
      await writeFile(path, Buffer.from("not a photo"));
      const { problems } = await checkStoredRelease(ctx, { name: "v0" });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain("was damaged on disk");
    } finally {
      await writeFile(path, bytes);
    }
  }));
