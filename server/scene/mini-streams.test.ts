import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { FrameImage } from "#core/frame/frame-image.ts";
import { Intrinsics } from "#core/geometry/camera.ts";
import { projectFisheye } from "#core/geometry/fisheye.ts";
import { projectPoint } from "#core/geometry/projection.ts";
import { CameraFromWorld, transformPoint } from "#core/geometry/rigid-transform.ts";
import { point } from "#core/geometry/space.ts";
import { readPhoto } from "../frame/read-photo.ts";
import { inRollback } from "../test/in-rollback.ts";
import { importRoot } from "./import-root.ts";

const given = process.env.GSI_SHARED ?? resolve(import.meta.dirname, "../../../shared");
// As an import stores it: files that are reached through links lie outside of it.
const shared = existsSync(given) ? realpathSync(given) : given;
const mini = join(shared, "data/scannetpp-mini");
const sceneId = "0123abcdef";

const Pixels = z.array(z.tuple([z.number(), z.number()]));
const Numbers3 = z.tuple([z.number(), z.number(), z.number()]);
const Expected = z.object({
  world_corners: z.array(Numbers3),
  frames: z.record(
    z.string(),
    z.object({
      corners_px: Pixels.optional(),
      corners_px_fisheye: Pixels.optional(),
      corners_px_undistorted: Pixels.optional(),
      corners_cam: z.array(Numbers3).optional(),
    }),
  ),
});

describe.skipIf(!existsSync(mini))("the small made-up scan (skipped without its data)", () => {
  it("comes in with both cameras, and every corner of its box lies where it should", () =>
    inRollback(async (ctx) => {
      const { scenes } = await importRoot(ctx, { root: mini });
      const { report } = scenes[0]!;
      expect(report.refused).toEqual([]);
      expect(report.splits).toEqual(["nvs_sem_train"]);
      const common = { excluded: 0, seenShare: 1 };
      expect(report.streams).toEqual([
        {
          ...common,
          stream: "iphone",
          photos: 2,
          poses: { colmap: 2 },
          train: 2,
          test: 0,
          absentTrain: 0,
          absentTest: 0,
        },
        {
          ...common,
          stream: "dslr",
          photos: 1,
          poses: { colmap: 1 },
          train: 1,
          test: 0,
          absentTrain: 1,
          absentTest: 1,
        },
      ]);
      const expected = Expected.parse(
        JSON.parse(readFileSync(join(mini, "expected.json"), "utf8")),
      );
      let compared = 0;
      for (const row of await ctx.db.frame.findMany({ where: { sceneId } })) {
        const { fisheye } = FrameImage.parse(row.image);
        const intrinsics = Intrinsics.parse(row.intrinsics);
        const pose = CameraFromWorld.parse(row.cameraFromWorld);
        const name = fisheye ? `dslr/${row.key}.JPG` : `iphone/${row.key}`;
        const want = expected.frames[name]!;
        expected.world_corners.forEach((corner, i) => {
          const seen = transformPoint(pose, point<"World">(...corner));
          const near = (
            ours: readonly number[],
            theirs: readonly number[] | undefined,
            by: number,
          ) => {
            if (!theirs) return;
            theirs.forEach((value, axis) => expect(Math.abs(ours[axis]! - value)).toBeLessThan(by));
            compared++;
          };
          near(seen, want.corners_cam?.[i], 1e-5);
          near(projectPoint(intrinsics, seen)!, want.corners_px?.[i], 0.01);
          near(projectPoint(intrinsics, seen)!, want.corners_px_undistorted?.[i], 0.01);
          if (fisheye) near(projectFisheye(fisheye, seen)!, want.corners_px_fisheye?.[i], 0.01);
        });
      }
      expect(compared).toBe(2 * 16 + 16);
    }));

  it("shows the DSLR's photo undistorted, which leaves its anonymised corner outside", () =>
    inRollback(async (ctx) => {
      await importRoot(ctx, { root: mini });
      const row = await ctx.db.frame.findUniqueOrThrow({ where: { id: `${sceneId}_DSC00001` } });
      const { maskedShare, rgb } = await readPhoto(
        join(mini, "data", sceneId),
        FrameImage.parse(row.image),
        Intrinsics.parse(row.intrinsics),
      );
      expect(rgb.length).toBe(1752 * 1168 * 3);
      expect(maskedShare).toBe(0);
      // The photo is one grey all over, but for what its JPEG makes of it.
      expect(rgb.every((value) => Math.abs(value - 90) < 3)).toBe(true);
    }));
});
