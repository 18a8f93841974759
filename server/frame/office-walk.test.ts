import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { invert } from "#core/geometry/rigid-transform.ts";
import { depthAt } from "#core/scene/depth-map.ts";
import { floorHeight, levelSurfaces } from "#core/scene/level-surfaces.ts";
import { decodePoints } from "#core/scene/object-points.ts";
import { rasterizeDepth } from "#core/scene/rasterize-depth.ts";
import { readScanPose } from "#core/scene/scan-pose.ts";
import { visibleFraction } from "#core/scene/visible-fraction.ts";
import { importRoot } from "../scene/import-root.ts";
import { readJsonFile } from "../scene/read-json-file.ts";
import { readPly } from "../scene/read-ply.ts";
import { readBlob } from "../storage.ts";
import { inRollback } from "../test/in-rollback.ts";
import { getFrameAnnotation } from "./get-frame-annotation.ts";
import { readPackedDepth } from "./packed-depth.ts";
import { readDepthMap } from "./read-depth-map.ts";

const given = process.env.GSI_SHARED ?? resolve(import.meta.dirname, "../../../shared");
// As an import stores it: files that are reached through links lie outside of it.
const shared = existsSync(given) ? realpathSync(given) : given;
const office = join(shared, "data/office-walk");
const sceneId = "d5a0000001";
const scan = join(office, "data", sceneId);
const frameKey = (number: number) => `frame_${String(number).padStart(6, "0")}`;
const png = (number: number) => ({
  kind: "png" as const,
  path: `iphone/depth/${frameKey(number)}.png`,
});

const Expected = z.object({
  frames: z.record(
    z.string(),
    z.object({
      objects: z.array(
        z.object({
          objectId: z.number(),
          vertices_in_frame: z.number(),
          visible_fraction: z.number().nullable(),
        }),
      ),
    }),
  ),
});

describe.skipIf(!existsSync(office))("the real office walk (skipped without its data)", () => {
  it("is imported whole, and what the sensor sees of each object agrees with the measured share", () =>
    inRollback(async (ctx) => {
      const { scenes, refused } = await importRoot(ctx, { root: office });
      expect(refused).toEqual([]);
      expect(scenes[0]!.report).toMatchObject({
        read: { photos: 373, depthMaps: 373, poses: 373, objects: 34, meshVertices: 159_400 },
        refused: [],
        seenShare: 1,
        floor: { heightMeters: 0, source: "annotation" },
      });
      expect(scenes[0]!.report.missing.map(({ part }) => part)).toEqual(
        expect.arrayContaining([
          "iphone/colmap/images.txt",
          "iphone/nerfstudio",
          "dslr",
          "panocam",
        ]),
      );

      const expected = Expected.parse(
        JSON.parse(readFileSync(join(office, "expected.json"), "utf8")),
      );
      let compared = 0;
      for (const [key, { objects }] of Object.entries(expected.frames)) {
        const frame = await getFrameAnnotation(ctx, `${sceneId}_${key}`);
        const depth = await readDepthMap(frame.scene.rootPath, frame.depth!);
        for (const want of objects) {
          if (want.vertices_in_frame < 200 || want.visible_fraction === null) continue;
          const object = frame.objects.find(({ key: k }) => k === String(want.objectId))!;
          const points = decodePoints(await readBlob(object.pointsHash!));
          const seen = visibleFraction(frame.intrinsics, frame.cameraFromWorld, points, depth);
          expect(Math.abs(seen! - want.visible_fraction)).toBeLessThan(0.05);
          compared++;
        }
      }
      expect(compared).toBeGreaterThan(40);
    }));

  it("has the same depth from the sensor and from the mesh", async () => {
    const mesh = await readPly(join(scan, "scans/mesh_aligned_0.05.ply"));
    const poses = await readJsonFile(join(scan, "iphone/pose_intrinsic_imu.json"));
    for (let number = 0; number < 373; number += 10) {
      const pose = readScanPose((poses as Record<string, unknown>)[frameKey(number)]);
      if ("problem" in pose) throw new Error(pose.problem);
      const surface = rasterizeDepth(
        mesh,
        { ...pose.pinhole, width: 540, height: 360 },
        invert(pose.worldFromCamera),
      );
      const sensor = await readDepthMap(scan, png(number));
      const errors = [...surface.depthMeters].flatMap((depth, pixel) => {
        const u = 4 * (pixel % surface.width);
        const v = 4 * Math.floor(pixel / surface.width);
        const measured = depthAt(sensor, 540, 360, u, v);
        return depth > 0 && measured > 0 ? [Math.abs(depth - measured)] : [];
      });
      expect(errors.length).toBeGreaterThan(2000);
      expect(errors.toSorted((a, b) => a - b)[errors.length >> 1]).toBeLessThan(0.015);
    }
  });

  it("has a floor in its mesh where the annotation has it, and table tops above", async () => {
    const mesh = await readPly(join(scan, "scans/mesh_aligned_0.05.ply"));
    expect(Math.abs(floorHeight(mesh)!)).toBeLessThan(0.01);
    const [floor, ...others] = levelSurfaces(mesh);
    expect(Math.abs(floor!.heightMeters)).toBeLessThan(0.02);
    const tables = others.filter(({ heightMeters }) => heightMeters > 0.6 && heightMeters < 0.9);
    expect(tables.length).toBeGreaterThanOrEqual(2);
  });

  it("has packed depth that agrees exactly with the images wherever both show one source pixel", async () => {
    // Packed pixel (c, r) is source pixel (round(c 540 / 256), round(r 360 / 192)); image pixel (x, y) is (2x, 2y).
    for (let number = 0; number < 40; number++) {
      const packed = await readPackedDepth(join(office, "extra/depth_first40.bin"), number);
      const image = await readDepthMap(scan, png(number));
      let [compared, measured, wrong] = [0, 0, 0];
      for (let row = 0; row < 192; row++)
        for (let column = 0; column < 256; column++) {
          const [u, v] = [Math.round((column * 540) / 256), Math.round((row * 360) / 192)];
          if (u % 2 > 0 || v % 2 > 0) continue;
          const depth = packed.depthMeters[row * 256 + column]!;
          compared++;
          if (depth > 0) measured++;
          if (depth !== image.depthMeters[(v / 2) * 270 + u / 2]!) wrong++;
        }
      expect(wrong).toBe(0);
      expect(compared).toBeGreaterThan(12_000);
      expect(measured).toBeGreaterThan(5000);
    }
  });
});
