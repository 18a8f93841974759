import type { PointCloud } from "#core/scene/point-cloud.ts";
import { Edit } from "#core/sample/revision.ts";
import type { Context } from "../context.ts";
import { getFrameScene } from "../frame/get-frame-scene.ts";
import { loadOverlayPhoto, renderOverlayPair } from "../overlay/render-overlay-pair.ts";
import { freezeRelease } from "../release/freeze-release.ts";
import { storePointTiles } from "../scene/store-point-tiles.ts";
import { inRollback } from "./in-rollback.ts";
import { createReleasableSamples, inFolder } from "./release-fixture.ts";

/** A floor of points, 1 cm apart, from (-2, 1) to (2, 5) in the world: under the boxes of the factory's scene, and beyond. */
export function floorOfPoints(): PointCloud {
  const [side, step] = [400, 0.01];
  const positions = new Float32Array(3 * side * side);
  const colors = new Uint8Array(3 * side * side);
  for (let i = 0; i < side * side; i++) {
    const [column, row] = [i % side, Math.floor(i / side)];
    positions.set([-2 + column * step, 1 + row * step, 0], 3 * i);
    colors.set([column % 256, row % 256, 90], 3 * i);
  }
  return { positions, colors };
}

/** Runs a test with the frozen release `v0` of everything that a release can hold: pictures, points, a split. */
export function withFullRelease(
  work: (ctx: Context, folder: string) => Promise<void>,
): Promise<void> {
  return inRollback(async (ctx) => {
    await createReleasableSamples(ctx);
    await drawPictures(ctx);
    await ctx.db.scene.update({
      where: { id: "aaaaaaaaaa" },
      data: { pointsHash: await storePointTiles(floorOfPoints()) },
    });
    await ctx.db.frame.updateMany({ where: { sceneId: "bbbbbbbbbb" }, data: { split: "test" } });
    await freezeRelease(ctx, { name: "v0", source: "gated" });
    await inFolder((folder) => work(ctx, folder));
  });
}

async function drawPictures(ctx: Context): Promise<void> {
  const revisions = await ctx.db.revision.findMany({ include: { sample: true } });
  for (const { id, edit, sample } of revisions) {
    const frame = await ctx.db.frame.findUniqueOrThrow({ where: { id: sample.frameId } });
    const photo = await loadOverlayPhoto(frame.imageHash ?? "");
    const scene = await getFrameScene(ctx, frame.id, "annotation");
    const pictures = await renderOverlayPair(photo, scene, Edit.parse(edit));
    await ctx.db.revision.update({ where: { id }, data: pictures });
  }
}
