import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { readColmapPose } from "#core/scene/colmap-pose.ts";
import { FisheyeIntrinsics, projectFisheye, unprojectFisheye } from "./fisheye.ts";
import { transformPoint } from "./rigid-transform.ts";
import { point } from "./space.ts";
import { normalize } from "./vector.ts";

const camera = FisheyeIntrinsics.parse({
  fx: 790,
  fy: 791,
  cx: 879,
  cy: 585,
  k: [-0.0295, -0.0058, -0.0021, 0.00015],
  width: 1752,
  height: 1168,
});

describe("a fisheye camera", () => {
  test("sees along a pixel's direction what projects to the pixel", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: camera.width, noNaN: true }),
        fc.double({ min: 0, max: camera.height, noNaN: true }),
        (u, v) => {
          const seen = unprojectFisheye(camera, [u, v])!;
          expect(Math.hypot(...seen)).toBeCloseTo(1, 12);
          const back = projectFisheye(camera, point(3 * seen[0], 3 * seen[1], 3 * seen[2]))!;
          expect(back[0]).toBeCloseTo(u, 8);
          expect(back[1]).toBeCloseTo(v, 8);
        },
      ),
    );
  });

  test("names the direction of every point it projects, also beside and behind it", () => {
    const wide = { ...camera, k: [0.01, 0, 0, 0] as const };
    const meters = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(meters, meters, meters, (x, y, depth) => {
        fc.pre(Math.hypot(x, y) > 1e-3);
        const pixel = projectFisheye(wide, point(x, y, depth))!;
        const seen = unprojectFisheye(wide, pixel)!;
        normalize([x, y, depth]).forEach((part, axis) => expect(seen[axis]).toBeCloseTo(part, 9));
      }),
    );
  });

  test("is a pinhole close to the middle and has an end where its polynomial has one", () => {
    expect(projectFisheye(camera, point(0, 0, 2))).toEqual([camera.cx, camera.cy]);
    const [u, v] = projectFisheye(camera, point(0.002, -0.002, 2))!;
    expect(u).toBeCloseTo(camera.cx + camera.fx * 0.001, 4);
    expect(v).toBeCloseTo(camera.cy - camera.fy * 0.001, 4);
    expect(projectFisheye(camera, point(0, 0, -1))).toBeNull();
    const folding = { ...camera, k: [-0.3, 0, 0, 0] as const };
    // theta - 0.3 theta^3 grows up to theta = sqrt(1 / 0.9).
    const end = Math.sqrt(1 / 0.9);
    expect(projectFisheye(folding, point(Math.sin(end - 1e-6), 0, Math.cos(end - 1e-6)))).not.toBe(
      null,
    );
    expect(projectFisheye(folding, point(Math.sin(end + 1e-6), 0, Math.cos(end + 1e-6)))).toBe(
      null,
    );
    const rim = folding.fx * (end - 0.3 * end ** 3);
    expect(unprojectFisheye(folding, [camera.cx + rim - 1e-3, camera.cy])).not.toBe(null);
    expect(unprojectFisheye(folding, [camera.cx + rim + 1e-3, camera.cy])).toBe(null);
  });
});

const mini = join(
  process.env.GSI_SHARED ?? join(import.meta.dirname, "../../../shared"),
  "data/scannetpp-mini",
);
const isThere = existsSync(mini);
if (!isThere) console.warn(`skipped: no scan to compare with at ${mini} (set GSI_SHARED)`);

const Corners = z.array(z.tuple([z.number(), z.number()]));

describe.skipIf(!isThere)("beside the values worked out for a scan", () => {
  test("every corner of a box lies where it should", () => {
    const expected = z
      .object({
        world_corners: z.array(z.tuple([z.number(), z.number(), z.number()])),
        frames: z.record(z.string(), z.object({ corners_px_fisheye: Corners.optional() })),
      })
      .parse(JSON.parse(readFileSync(join(mini, "expected.json"), "utf8")));
    const colmap = join(mini, "data/0123abcdef/dslr/colmap");
    const lines = readFileSync(join(colmap, "images.txt"), "utf8").split("\n");
    let compared = 0;
    for (const pose of lines.map(readColmapPose)) {
      const corners = pose && expected.frames[`dslr/${pose.frameKey}.JPG`]?.corners_px_fisheye;
      if (!corners) continue;
      expected.world_corners.forEach((corner, index) => {
        const inCamera = transformPoint(pose.cameraFromWorld, point<"World">(...corner));
        const [u, v] = projectFisheye(camera, inCamera)!;
        expect(u).toBeCloseTo(corners[index]![0], 2);
        expect(v).toBeCloseTo(corners[index]![1], 2);
        compared++;
      });
    }
    expect(compared).toBe(24);
  });
});
