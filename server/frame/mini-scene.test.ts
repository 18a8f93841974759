import { existsSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { decodeDepth } from "#core/scene/depth-bytes.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { importRoot } from "../scene/import-root.ts";
import { inRollback } from "../test/in-rollback.ts";
import { getFrameAnnotation } from "./get-frame-annotation.ts";
import { getFrameDepth } from "./get-frame-depth.ts";
import { countPackedFrames } from "./packed-depth.ts";
import { readDepthMap } from "./read-depth-map.ts";

const given = process.env.GSI_SHARED ?? resolve(import.meta.dirname, "../../../shared");
// As an import stores it: files that are reached through links lie outside of it.
const shared = existsSync(given) ? realpathSync(given) : given;
const mini = join(shared, "data/scannetpp-mini");
const sceneId = "0123abcdef";

describe.skipIf(!existsSync(mini))("the small made-up scan (skipped without its data)", () => {
  it("has packed depth in both codings, exact in every frame", async () => {
    const scene = join(mini, "data", sceneId);
    const path = "iphone/depth.bin";
    expect(await countPackedFrames(join(scene, path), 40)).toEqual({ frames: 40, problem: null });
    for (let index = 0; index < 40; index++) {
      const { width, height, depthMeters } = await readDepthMap(scene, {
        kind: "packed",
        path,
        index,
      });
      expect([width, height]).toEqual([256, 192]);
      const millimeters = index === 1 ? 2500 : 2500 + index;
      expect([...new Set(depthMeters)]).toEqual([Math.fround(millimeters / 1000)]);
    }
  });

  it("is imported with its objects, and with a frame of the packed depth for each phone photo", () =>
    inRollback(async (ctx) => {
      const { scenes, refused } = await importRoot(ctx, { root: mini });
      expect(refused).toEqual([]);
      const { report } = scenes[0]!;
      expect(report.read).toMatchObject({ objects: 2, meshVertices: 12, meshFaces: 14 });
      expect(report.missing.map(({ part }) => part)).not.toContain("iphone/depth");
      expect(report.floor).toEqual({ heightMeters: 0, source: "annotation" });
      expect(report.levelSurfaces[0]).toMatchObject({
        heightMeters: 0,
        areaSquareMeters: 16,
        bounds: { min: [-2, -2], max: [2, 2] },
      });
      for (const number of [0, 20]) {
        const key = `frame_${String(number).padStart(6, "0")}`;
        const frame = await getFrameAnnotation(ctx, `${sceneId}_${key}`);
        expect(frame.depth).toEqual({ kind: "packed", path: "iphone/depth.bin", index: number });
        expect(frame.objects.map(({ label }) => label).toSorted()).toEqual([
          "floor",
          "office chair",
        ]);
        const depth = decodeDepth((await getFrameDepth(ctx, `${sceneId}_${key}`))!.buffer);
        expect([depth.width, depth.height]).toEqual([256, 192]);
        expect(depth.depthMeters[0]).toBe(Math.fround((2500 + number) / 1000));
      }
      await ctx.db.frame.update({
        where: { id: `${sceneId}_frame_000020` },
        data: { depth: Prisma.DbNull },
      });
      expect(await getFrameDepth(ctx, `${sceneId}_frame_000020`)).toBeNull();
      await expect(getFrameDepth(ctx, "nowhere")).rejects.toThrow("no frame nowhere");
    }));
});
