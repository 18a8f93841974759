import { describe, expect, it } from "vitest";
import { RunParameters } from "#core/run/run-parameters.ts";
import type { Context } from "#server/context.ts";
import { getFrameScene } from "#server/frame/get-frame-scene.ts";
import { importRoot } from "#server/scene/import-root.ts";
import { inRollback } from "#server/test/in-rollback.ts";
import { withFolder, writeOmni3d, writePhotos } from "#server/test/photos-fixture.ts";
import { performAllStages } from "../test/perform-stage.ts";

describe.each([
  ["an Omni3D file", writeOmni3d, "Room_val"],
  ["photos and boxes", writePhotos, "room"],
] as const)("%s", (_name, write, sceneId) => {
  it("goes through the whole pipeline, every photo with its own boxes only", () =>
    withFolder((folder) =>
      inRollback(async (ctx) => {
        await write(folder);
        const { scenes } = await importRoot(ctx, { root: folder.root });
        expect(scenes[0]!.report.refused).toEqual([]);
        const handedOn = await performAllStages(ctx, sceneId, RunParameters.parse({}));
        expect(handedOn["select-frames"]).toHaveLength(2);
        expect(handedOn["reconstruct-frame"]).toHaveLength(2);
        await expectOwnBoxes(ctx, handedOn["reconstruct-frame"]);
        const states = (await ctx.db.sample.findMany()).map(({ state }) => state);
        expect(states.length).toBeGreaterThan(5);
        expect(new Set(states)).toContain("queued");
      }),
    ));
});

/** The level camera 1.1 m above the floor that the cubes stand on, and three cubes, each before its own camera. */
async function expectOwnBoxes(ctx: Context, frameIds: readonly string[]): Promise<void> {
  for (const frameId of frameIds) {
    const { objects, floorHeightMeters, cameraFromWorld } = await getFrameScene(
      ctx,
      frameId,
      "annotation",
    );
    expect(floorHeightMeters).toBe(0);
    expect(cameraFromWorld.translation[1]).toBeCloseTo(1.1, 9);
    expect(objects.map(({ label }) => label).toSorted()).toEqual(["box", "chair", "stool"]);
    for (const { box } of objects) {
      expect(box.center[1]).toBeCloseTo(0.9, 9);
      [0, 0, 0, 1].forEach((value, i) => expect(box.rotation[i]).toBeCloseTo(value, 9));
    }
  }
}
