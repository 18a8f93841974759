import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { LeftOutPhoto } from "#core/release/media-list.ts";
import { RunParameters } from "#core/run/run-parameters.ts";
import { exportRelease } from "#server/release/export-release.ts";
import { fetchLeftOutPhotos } from "#server/release/fetch-left-out-photos.ts";
import { freezeRelease } from "#server/release/freeze-release.ts";
import { getRelease } from "#server/release/get-release.ts";
import { hydrateRelease } from "#server/release/hydrate-release.ts";
import { verifyRelease } from "#server/release/verify-release.ts";
import { importRoot } from "#server/scene/import-root.ts";
import { blobSize, readBlob } from "#server/storage.ts";
import { addDslr } from "#server/test/dslr-fixture.ts";
import { inRollback } from "#server/test/in-rollback.ts";
import { inFolder } from "#server/test/release-fixture.ts";
import { withScan } from "#server/test/scan-fixture.ts";
import { hasOffice, officeRoot } from "#server/test/office-scan.ts";
import { performAllStages, performStage } from "./test/perform-stage.ts";

describe("photos as the pipeline keeps them come back from the scan", () => {
  it("as they lie there, and undistorted with what is anonymised covered", () =>
    withScan(async (scan) => {
      await addDslr(scan);
      await inRollback(async (ctx) => {
        const sceneId = "a1b2c3d4e5";
        await importRoot(ctx, { root: scan.root });
        const parameters = RunParameters.parse({ selectFrames: { every: 3 } });
        await performStage(ctx, "select-frames", sceneId, parameters);
        const { source, inputsHash, frames } = await ctx.db.scene.findUniqueOrThrow({
          where: { id: sceneId },
          include: { frames: { where: { selection: "kept" } } },
        });
        const photos: LeftOutPhoto[] = [];
        for (const { id, key, imageHash } of frames) {
          const sha256 = imageHash ?? "";
          const size = (await blobSize(sha256)) ?? 0;
          const origin = { sceneId, source, frameKey: key, stream: null, inputsHash };
          photos.push({ path: `images/${id}.jpg`, imageId: id, sha256, size, ...origin });
        }
        expect(new Set(frames.map(({ stream }) => stream))).toEqual(new Set(["iphone", "dslr"]));
        await inFolder(async (folder) => {
          const outcome = await fetchLeftOutPhotos({ photos, scans: [scan.root], folder });
          expect(outcome).toEqual({ problems: [], changedScans: [] });
          for (const { sha256 } of photos)
            expect(await readFile(join(folder, sha256))).toEqual(await readBlob(sha256));
        });
      });
    }));

  it.skipIf(!hasOffice)("of the real office walk, whole (skipped without its data)", () =>
    inRollback(async (ctx) => {
      await importRoot(ctx, { root: officeRoot });
      const parameters = RunParameters.parse({ selectFrames: { every: 60 } });
      await performAllStages(ctx, "d5a0000001", parameters);
      await freezeRelease(ctx, { name: "v0", source: "gated" });
      const { manifest } = await getRelease(ctx, "v0");
      expect(manifest.images.length).toBeGreaterThan(3);
      await inFolder(async (folder) => {
        const [whole, bare] = [join(folder, "whole"), join(folder, "bare")];
        const format = "gsi-bench";
        await exportRelease(ctx, { name: "v0", outDir: whole, format });
        await exportRelease(ctx, { name: "v0", outDir: bare, format, media: false });
        const outcome = await hydrateRelease({ dir: bare, scans: [officeRoot] });
        expect(outcome).toMatchObject({ ok: true, photos: manifest.images.length });
        const [expected, found] = [await verifyRelease(whole), await verifyRelease(bare)];
        expect(found.errors).toEqual([]);
        expect(found.copyMerkleRoot).toBe(expected.copyMerkleRoot);
        expect(found.filesChecked).toBe(expected.filesChecked);
      });
    }),
  );
});
