import { existsSync } from "node:fs";
import { appendFile, readFile, rm, truncate } from "node:fs/promises";
import { join, resolve } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { SelectionDetail } from "#core/frame/selection.ts";
import { RunParameters } from "#core/run/run-parameters.ts";
import type { Stage } from "#core/stage.ts";
import type { Context } from "#server/context.ts";
import { getFrameScene } from "#server/frame/get-frame-scene.ts";
import { isDoneBefore } from "#server/provenance/is-done-before.ts";
import { importRoot } from "#server/scene/import-root.ts";
import { readBlob } from "#server/storage.ts";
import { inRollback } from "#server/test/in-rollback.ts";
import type { ScanFixture } from "#server/test/scan-fixture.ts";
import { annotation, frameKey, photo, withScan } from "#server/test/scan-fixture.ts";
import type { StagePlan } from "../stage-plan.ts";
import { performStage, provenanceOf } from "../test/perform-stage.ts";
import { selectFrames } from "./select-frames.ts";

const sceneId = "a1b2c3d4e5";

describe("the selection of photos", () => {
  it("keeps one sharp and rich photo of a group, with its bytes, and says why", () =>
    withImported(async (ctx) => {
      const kept = await runStage(ctx, "select-frames", sceneId, { selectFrames: { every: 3 } });
      expect(kept).toHaveLength(2);
      const frames = await framesOf(ctx);
      expect(frames.filter((frame) => frame.selection === "kept").map(({ id }) => id)).toEqual(
        kept,
      );
      for (const frame of frames) {
        const detail = SelectionDetail.parse(frame.selectionDetail);
        expect(detail.group).toBe(Math.floor(frame.number / 3));
        expect(detail.measured).toMatchObject({ shownKeys: ["1", "2", "3"], maskedShare: 0 });
        const small = await sharp(await readBlob(frame.thumbnailHash!)).metadata();
        expect(small).toMatchObject({ format: "jpeg", width: 64, height: 48 });
        if (frame.selection === "kept") {
          expect(detail.reasons[0]!.text).toMatch(
            /^sharpness 0\.\d{3}, shows 3 movable objects well$/,
          );
          expect(await readBlob(frame.imageHash!)).toEqual(await photo(frame.number));
        } else {
          expect(detail.reasons.map(({ kind }) => kind)).toEqual(["group-served"]);
          expect(frame.imageHash).toBeNull();
        }
      }
    }));

  it("measures so many of a group and leaves the rest alone", () =>
    withImported(async (ctx) => {
      await runStage(ctx, "select-frames", sceneId, { selectFrames: { triesPerGroup: 2 } });
      const frames = await framesOf(ctx);
      const untried = frames.filter(({ selection }) => selection === "untried");
      expect(untried).toHaveLength(4);
      for (const frame of untried)
        expect(frame).toMatchObject({
          selectionDetail: null,
          sharpness: null,
          thumbnailHash: null,
        });
    }));

  it("tries other photos of the group when the first are bad, each with its reason", () =>
    withImported(
      async (ctx) => {
        const kept = await runStage(ctx, "select-frames", sceneId, {
          selectFrames: { every: 6, triesPerGroup: 6 },
        });
        const frames = await framesOf(ctx);
        const good = frames.find((frame) => frame.number === 4)!;
        expect(kept).toEqual([good.id]);
        const attempts = frames.map(
          (frame) => SelectionDetail.parse(frame.selectionDetail).attempt!,
        );
        expect(attempts.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
        for (const frame of frames.filter(({ selection }) => selection === "rejected")) {
          const { reasons } = SelectionDetail.parse(frame.selectionDetail);
          const wanted =
            frame.number === 2 ? "the photo cannot be used" : /^sharpness 0\.\d+ is under 0\.60$/;
          expect(reasons[0]!.text).toMatch(wanted);
          expect(frame.imageHash).toBeNull();
          expect(frame.thumbnailHash === null).toBe(frame.number === 2);
        }
      },
      async ({ scene, write }) => {
        for (const frame of [0, 1, 3, 5])
          await write(`iphone/rgb/${frameKey(frame)}.jpg`, await flatPhoto());
        // Whole by its ends, damaged inside: import cannot see it, decoding can.
        const path = join(scene, `iphone/rgb/${frameKey(2)}.jpg`);
        await truncate(path, 700);
        await appendFile(path, Buffer.from([0xff, 0xd9]));
      },
    ));

  it("leaves out what the scan excludes, without reading it", () =>
    withImported(async (ctx) => {
      const frameId = `${sceneId}_${frameKey(3)}`;
      await ctx.db.frame.update({ where: { id: frameId }, data: { exclusion: "marked bad" } });
      await runStage(ctx, "select-frames", sceneId, { selectFrames: { triesPerGroup: 6 } });
      const excluded = (await framesOf(ctx)).find(({ id }) => id === frameId)!;
      expect(excluded).toMatchObject({
        selection: "rejected",
        thumbnailHash: null,
        selectionDetail: {
          attempt: null,
          measured: null,
          reasons: [{ kind: "excluded", text: "the scan excludes it: marked bad" }],
        },
      });
    }));

  it("keeps to the options of the last time where a run states none", () =>
    withImported(async (ctx) => {
      const first = await runStage(ctx, "select-frames", sceneId, { selectFrames: { every: 3 } });
      expect(await runStage(ctx, "select-frames", sceneId, {})).toEqual(first);
    }));

  it("counts what a run takes for movable, and the scene's photos know it until other labels are given", () =>
    withImported(
      async (ctx) => {
        const frameId = `${sceneId}_${frameKey(2)}`;
        const shownAfter = async (parameters: z.input<typeof RunParameters>) => {
          const every = { triesPerGroup: 6, objectsMin: 0 };
          await runStage(ctx, "select-frames", sceneId, { selectFrames: every, ...parameters });
          const { selectionDetail } = await ctx.db.frame.findUniqueOrThrow({
            where: { id: frameId },
          });
          const { includedLabels } = await getFrameScene(ctx, frameId, "annotation");
          return [SelectionDetail.parse(selectionDetail).measured, includedLabels];
        };
        const shown = (...shownKeys: string[]) => expect.objectContaining({ shownKeys });
        expect(await shownAfter({})).toEqual([shown("1", "3"), []]);
        const included = [shown("1", "2", "3"), ["cabinet"]];
        expect(await shownAfter({ includedLabels: [" CABINET "] })).toEqual(included);
        expect(await shownAfter({})).toEqual(included);
        expect(await shownAfter({ includedLabels: [] })).toEqual([shown("1", "3"), []]);
      },
      async ({ write }) => {
        const changed = annotation();
        changed.segGroups[1]!.label = "Cabinet";
        await write("scans/segments_anno.json", changed);
      },
    ));

  it("is made again of a scan that changed, with the options of the last time", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        const bytes = await photo(3);
        const path = `iphone/rgb/${frameKey(3)}.jpg`;
        const importAgain = () => importRoot(ctx, { root: scan.root });
        const isDone = async () =>
          isDoneBefore(ctx, sceneId, provenanceOf("select-frames", await planOf(ctx)));

        await importAgain();
        const first = await runStage(ctx, "select-frames", sceneId, { selectFrames: { every: 3 } });
        expect(await isDone()).toBe(true);
        const { inputsHash } = await ctx.db.scene.findUniqueOrThrow({ where: { id: sceneId } });
        // Back to what it was: the same inputs as those of the result, whose photo is gone all the same.
        await rm(join(scan.scene, path));
        await importAgain();
        await scan.write(path, bytes);
        await importAgain();
        expect(await ctx.db.scene.findUnique({ where: { id: sceneId } })).toMatchObject({
          inputsHash,
        });
        expect(await isDone()).toBe(false);
        expect(await runStage(ctx, "select-frames", sceneId, {})).toEqual(first);
        expect(await isDone()).toBe(true);
      }),
    ));

  it("is the same again, and forgets an earlier one but for the bytes of its photos", () =>
    withImported(async (ctx) => {
      const first = await runStage(ctx, "select-frames", sceneId, { selectFrames: { every: 3 } });
      const before = await framesOf(ctx);
      const again = await runStage(ctx, "select-frames", sceneId, { selectFrames: { every: 3 } });
      expect(again).toEqual(first);
      expect(await framesOf(ctx)).toEqual(before);

      const none = await runStage(ctx, "select-frames", sceneId, {
        selectFrames: { objectsMin: 9 },
      });
      expect(none).toEqual([]);
      const after = await framesOf(ctx);
      expect(after.some((frame) => frame.selection === "kept")).toBe(false);
      for (const id of first)
        expect(after.find((frame) => frame.id === id)!.imageHash).toMatch(/^[0-9a-f]{64}$/);
    }));
});

const shared = process.env.GSI_SHARED ?? resolve(import.meta.dirname, "../../../shared");
const office = join(shared, "data/office-walk");

describe.skipIf(!existsSync(office))("the real office walk (skipped without its data)", () => {
  it("keeps at least twelve photos, and its scores are the published ones", () =>
    inRollback(async (ctx) => {
      await importRoot(ctx, { root: office });
      const kept = await runStage(ctx, "select-frames", "d5a0000001", {});
      expect(kept.length).toBeGreaterThanOrEqual(12);
      const published = z
        .object({ sharpness: z.record(z.string(), z.number()) })
        .parse(JSON.parse(await readFile(join(office, "expected.json"), "utf8"))).sharpness;
      const tried = await ctx.db.frame.findMany({ where: { selection: { not: "untried" } } });
      expect(tried).toHaveLength(3 * 19);
      for (const { key, sharpness } of tried)
        expect(Math.abs(sharpness! - published[key]!)).toBeLessThan(0.002);
    }));
});

describe("the annotation seen from a photo", () => {
  it("is labelled boxes in its camera frame with what is visible of each", () =>
    withImported(async (ctx) => {
      const frameId = `${sceneId}_${frameKey(2)}`;
      expect(await runStage(ctx, "reconstruct-frame", frameId, {})).toEqual([frameId]);
      const scene = await getFrameScene(ctx, frameId, "annotation");
      expect(scene).toMatchObject({
        sceneKey: sceneId,
        frameKey: frameKey(2),
        floorHeightMeters: 0,
      });
      expect(scene.objects.map(({ id, label }) => [id, label])).toEqual([
        ["annotation:1", "office chair"],
        ["annotation:2", "box"],
        ["annotation:3", "lamp"],
      ]);
      const [chair, box] = scene.objects;
      // The camera at x = -0.1, 2.5 m in front and 0.6 m up; the chair's centre at the origin, 0.2 m up.
      [0.1, 0.4, 2.5].forEach((value, i) => expect(chair!.box.center[i]).toBeCloseTo(value, 9));
      expect(chair!.inImageFraction).toBe(1);
      // The sensor says 2.3 m everywhere: of a cube's six sides the front of the chair agrees, and 5 cm of four more.
      expect(chair!.visibleFraction).toBeCloseTo(1 / 6 + (4 / 6) * (0.05 / 0.4), 1);
      expect(box!.visibleFraction).toBe(0);
    }));

  it("without a sensor is measured against the mesh", () =>
    withImported(
      async (ctx) => {
        const frameId = `${sceneId}_${frameKey(2)}`;
        await runStage(ctx, "reconstruct-frame", frameId, {});
        const { objects } = await getFrameScene(ctx, frameId, "annotation");
        for (const { visibleFraction } of objects) {
          // Of six sides of a cube one to three face the camera; a coarse z-buffer loses some at the rims.
          expect(visibleFraction).toBeGreaterThan(0.1);
          expect(visibleFraction).toBeLessThan(3 / 6);
        }
      },
      async ({ scene }) => {
        await rm(join(scene, "iphone/depth"), { recursive: true });
      },
    ));

  it("without sensor and mesh has unmeasured visibility", () =>
    withImported(
      async (ctx) => {
        const frameId = `${sceneId}_${frameKey(2)}`;
        await runStage(ctx, "reconstruct-frame", frameId, {});
        const { objects } = await getFrameScene(ctx, frameId, "annotation");
        expect(objects.map(({ visibleFraction }) => visibleFraction)).toEqual([null, null, null]);
      },
      async ({ scene }) => {
        await rm(join(scene, "iphone/depth"), { recursive: true });
        await rm(join(scene, "scans/mesh_aligned_0.05.ply"));
      },
    ));

  it("leaves out what the photo does not show, and replaces what was stored before", () =>
    withImported(async (ctx) => {
      const frameId = `${sceneId}_${frameKey(2)}`;
      await runStage(ctx, "reconstruct-frame", frameId, {});
      const moved = { rotation: [0, 0, 0, 1], translation: [0, 0, -50] };
      await ctx.db.frame.update({ where: { id: frameId }, data: { cameraFromWorld: moved } });
      await runStage(ctx, "reconstruct-frame", frameId, {});
      expect((await getFrameScene(ctx, frameId, "annotation")).objects).toEqual([]);
    }));
});

function withImported(
  test: (ctx: Context) => Promise<void>,
  prepare: (scan: ScanFixture) => Promise<void> = async () => {},
): Promise<void> {
  return withScan((scan) =>
    inRollback(async (ctx) => {
      await prepare(scan);
      const { scenes } = await importRoot(ctx, { root: scan.root });
      expect(scenes[0]!.report.refused).toEqual([]);
      await test(ctx);
    }),
  );
}

function planOf(ctx: Context): Promise<StagePlan> {
  return selectFrames.plan({
    ctx,
    runId: "none",
    subjectId: sceneId,
    parameters: RunParameters.parse({}),
  });
}

function runStage(
  ctx: Context,
  stage: Stage,
  subjectId: string,
  parameters: z.input<typeof RunParameters>,
): Promise<string[]> {
  return performStage(ctx, stage, subjectId, RunParameters.parse(parameters));
}

function framesOf(ctx: Context) {
  return ctx.db.frame.findMany({ where: { sceneId }, orderBy: { number: "asc" } });
}

/** A photo of one slow gradient: as blurred as can be. */
function flatPhoto(): Promise<Buffer> {
  const pixels = Buffer.alloc(64 * 48 * 3);
  for (let i = 0; i < pixels.length; i++) pixels[i] = 100 + Math.round(20 * Math.sin(i / 3000));
  return sharp(pixels, { raw: { width: 64, height: 48, channels: 3 } })
    .jpeg()
    .toBuffer();
}
