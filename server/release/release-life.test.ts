import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples, inFolder } from "../test/release-fixture.ts";
import { deprecateRelease, liftDeprecation } from "./deprecate-release.ts";
import { exportRelease } from "./export-release.ts";
import { findReleaseByHash } from "./find-release-by-hash.ts";
import { findReleases } from "./find-releases.ts";
import { freezeRelease } from "./freeze-release.ts";
import { getRelease } from "./get-release.ts";
import { streamRelease } from "./stream-release.ts";

/** Runs a test with the frozen release `v0`. */
const withRelease = (work: (ctx: Context) => Promise<void>) =>
  inRollback(async (ctx) => {
    await createReleasableSamples(ctx);
    await freezeRelease(ctx, { name: "v0", source: "gated" });
    await work(ctx);
  });

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

describe("a deprecation", () => {
  it("shows in list and export, changes nothing that is frozen, and can be taken back", () =>
    withRelease((ctx) =>
      inFolder(async (folder) => {
        const before = await getRelease(ctx, "v0");
        await deprecateRelease(ctx, { name: "v0", note: "Take v1." });
        const [listed] = await findReleases(ctx);
        expect(listed?.deprecation).toMatchObject({ note: "Take v1.", by: ctx.actor.name });
        const { warnings, manifestHash } = await exportRelease(ctx, {
          name: "v0",
          outDir: join(folder, "out"),
          format: "gsi-bench",
        });
        expect(warnings).toContain("release v0 is deprecated: Take v1.");
        expect(manifestHash).toBe(before.manifestHash);
        await deprecateRelease(ctx, { name: "v0", note: "Take v2." });
        await liftDeprecation(ctx, { name: "v0" });
        expect((await getRelease(ctx, "v0")).deprecation).toBeNull();
        expect(await codeOf(liftDeprecation(ctx, { name: "v0" }))).toBe("PRECONDITION");
        expect(await codeOf(deprecateRelease(ctx, { name: "v9", note: "x" }))).toBe("NOT_FOUND");
        const written = await ctx.db.auditEntry.findMany({
          where: { subjectId: before.id, action: { contains: "deprecate" } },
          orderBy: { id: "asc" },
        });
        expect(written.map(({ action, before: from, after }) => [action, from, after])).toEqual([
          ["release.deprecate", null, { note: "Take v1." }],
          ["release.deprecate", { note: "Take v1." }, { note: "Take v2." }],
          ["release.undeprecate", { note: "Take v2." }, null],
        ]);
      }),
    ));
});

describe("the count of exports and downloads", () => {
  it("tells by layout what started and what came to its end", () =>
    withRelease((ctx) =>
      inFolder(async (folder) => {
        const name = "v0";
        await exportRelease(ctx, { name, outDir: join(folder, "a"), format: "jsonl" });
        const stop = new AbortController();
        const stopped = exportRelease(ctx, {
          name,
          outDir: join(folder, "b"),
          format: "jsonl",
          onProgress: () => stop.abort(),
          signal: stop.signal,
        });
        await expect(stopped).rejects.toThrow();
        const { stream, sizeBytes } = await streamRelease(ctx, { name, format: "gsi-bench" });
        const counts = async () => (await getRelease(ctx, name)).downloads;
        const exported = { format: "jsonl", started: 2, finished: 1 };
        expect(await counts()).toEqual([
          { format: "gsi-bench", started: 1, finished: 0 },
          exported,
        ]);
        const bytes = await buffer(stream);
        expect(sizeBytes ?? bytes.byteLength).toBe(bytes.byteLength);
        expect(await counts()).toEqual([
          { format: "gsi-bench", started: 1, finished: 1 },
          exported,
        ]);
        // A download that its reader breaks off is not counted as finished.
        const broken = await streamRelease(ctx, { name, format: "gsi-bench" });
        broken.stream.destroy();
        expect(await counts()).toMatchObject([{ started: 2, finished: 1 }, {}]);
      }),
    ));
});

describe("a link by content", () => {
  it("leads to the release with that manifest", () =>
    withRelease(async (ctx) => {
      const { manifestHash } = await getRelease(ctx, "v0");
      expect(await findReleaseByHash(ctx, manifestHash)).toBe("v0");
      expect(await codeOf(findReleaseByHash(ctx, "0".repeat(64)))).toBe("NOT_FOUND");
    }));
});
