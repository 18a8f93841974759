import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { decodePoints } from "#core/scene/object-points.ts";
import { visibleFraction } from "#core/scene/visible-fraction.ts";
import { importRoot } from "../scene/import-root.ts";
import { readBlob } from "../storage.ts";
import { inRollback } from "../test/in-rollback.ts";
import { getFrameAnnotation } from "./get-frame-annotation.ts";
import { readDepthMap } from "./read-depth-map.ts";

const shared = process.env.GSI_SHARED ?? resolve(import.meta.dirname, "../../../shared");
const office = join(shared, "data/office-walk");
const sceneId = "d5a0000001";

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
});
