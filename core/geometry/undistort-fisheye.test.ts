import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { readColmapPose } from "#core/scene/colmap-pose.ts";
import type { FisheyeIntrinsics } from "./fisheye.ts";
import { projectFisheye } from "./fisheye.ts";
import { projectPoint } from "./projection.ts";
import { transformPoint } from "./rigid-transform.ts";
import { point } from "./space.ts";
import { undistortTable, undistortedPinhole } from "./undistort-fisheye.ts";

const size = { width: 1752, height: 1168 };
const mini: FisheyeIntrinsics = {
  ...size,
  fx: 790,
  fy: 791,
  cx: 879,
  cy: 585,
  k: [-0.0295, -0.0058, -0.0021, 0.00015],
};

describe("the pinhole camera of undistorted pictures", () => {
  test.each([
    ["the mini scan", mini, 623.742508, 624.532055],
    [
      "one real camera",
      {
        ...size,
        fx: 789.908,
        fy: 791.557,
        cx: 879.204,
        cy: 584.789,
        k: [-0.029473, -0.00577, -0.002148, 0.000148] as const,
      },
      624.44,
      625.74,
    ],
    [
      "another",
      {
        ...size,
        fx: 791.909,
        fy: 792.723,
        cx: 878.168,
        cy: 585.045,
        k: [-0.029168, -0.006803, -0.001268, -0.000046] as const,
      },
      625.88,
      626.53,
    ],
  ])("is the official one for %s", (_name, camera, fx, fy) => {
    const pinhole = undistortedPinhole(camera)!;
    expect(Math.abs(pinhole.fx - fx)).toBeLessThan(0.005);
    expect(Math.abs(pinhole.fy - fy)).toBeLessThan(0.005);
    expect(pinhole).toMatchObject({ cx: 876, cy: 584, ...size });
  });

  test("does not exist for a lens that sees 90 degrees off its axis within the picture", () => {
    expect(undistortedPinhole({ ...mini, fx: 500, fy: 500, k: [0, 0, 0, 0] })).toBeNull();
  });
});

/** Cameras as wide-angle lenses of such scans have them, a picture small enough to be gone through whole. */
const cameras = fc.record({
  width: fc.constant(438),
  height: fc.constant(292),
  fx: fc.double({ min: 190, max: 260, noNaN: true }),
  fy: fc.double({ min: 190, max: 260, noNaN: true }),
  cx: fc.double({ min: 209, max: 229, noNaN: true }),
  cy: fc.double({ min: 136, max: 156, noNaN: true }),
  k: fc.tuple(
    fc.double({ min: -0.04, max: 0.03, noNaN: true }),
    fc.double({ min: -0.01, max: 0.01, noNaN: true }),
    fc.double({ min: -0.003, max: 0.003, noNaN: true }),
    fc.double({ min: -0.0005, max: 0.0005, noNaN: true }),
  ),
});

describe("the table of an undistorted picture", () => {
  test("takes each pixel from where the lens sees its direction", () => {
    fc.assert(
      fc.property(cameras, (camera) => {
        const pinhole = undistortedPinhole(camera)!;
        const table = undistortTable(camera, pinhole);
        for (let pixel = 0; pixel < table.u.length; pixel += 997) {
          const [column, row] = [pixel % table.width, Math.floor(pixel / table.width)];
          const seen = point<"Camera">(
            (column - pinhole.cx) / pinhole.fx,
            (row - pinhole.cy) / pinhole.fy,
            1,
          );
          const [u, v] = projectFisheye(camera, seen)!;
          expect(Math.abs(table.u[pixel]! - u)).toBeLessThan(1e-3);
          expect(Math.abs(table.v[pixel]! - v)).toBeLessThan(1e-3);
        }
      }),
      { numRuns: 20 },
    );
  });

  test.each([["mini", null] as const, ...[1, 2, 3, 4, 5].map((seed) => ["random", seed] as const)])(
    "keeps the straight lines of space straight (%s camera, seed %s)",
    (_name, seed) => {
      const camera = seed === null ? mini : fc.sample(cameras, { seed, numRuns: 1 })[0]!;
      const pinhole = undistortedPinhole(camera)!;
      const table = undistortTable(camera, pinhole);
      const ends = fc.sample(
        fc.tuple(...[1, 2, 3, 4].map(() => fc.double({ min: 0.05, max: 0.95, noNaN: true }))),
        { seed: 7, numRuns: 40 },
      );
      let worst = 0;
      let looked = 0;
      for (const [a, b, c, d] of ends as [number, number, number, number][]) {
        const from = direction(a * table.width, b * table.height);
        const to = direction(c * table.width, d * table.height);
        for (let step = 0; step <= 20; step++) {
          const t = step / 20;
          const inSpace = point<"Camera">(
            from[0] + t * (to[0] - from[0]),
            from[1] + t * (to[1] - from[1]),
            from[2] + t * (to[2] - from[2]),
          );
          const inPicture = projectFisheye(camera, inSpace)!;
          const found = placeInTable(table, inPicture, projectPoint(pinhole, inSpace)!);
          const straight = distanceToLine(
            found,
            projectPoint(pinhole, from)!,
            projectPoint(pinhole, to)!,
          );
          worst = Math.max(worst, straight);
          looked++;
        }
      }
      expect(looked).toBe(40 * 21);
      expect(worst).toBeLessThan(0.1);

      /** A point of space two to five metres away that the undistorted picture shows at (x, y). */
      function direction(x: number, y: number) {
        const depth = 2 + 3 * ((x * 7.3 + y * 3.1) % 1);
        return point<"Camera">(
          ((x - pinhole.cx) / pinhole.fx) * depth,
          ((y - pinhole.cy) / pinhole.fy) * depth,
          depth,
        );
      }
    },
  );
});

const shared = join(
  process.env.GSI_SHARED ?? join(import.meta.dirname, "../../../shared"),
  "data/scannetpp-mini",
);
const isThere = existsSync(shared);
if (!isThere) console.warn(`skipped: no scan to compare with at ${shared} (set GSI_SHARED)`);
const Numbers3 = z.tuple([z.number(), z.number(), z.number()]);
const Corners = z.array(z.tuple([z.number(), z.number()]));

describe.skipIf(!isThere)("beside the values worked out for a scan", () => {
  test("the camera and every undistorted corner are where they should be", () => {
    const expected = z
      .object({
        new_K_undistorted: z.tuple([Numbers3, Numbers3, Numbers3]),
        world_corners: z.array(Numbers3),
        frames: z.record(z.string(), z.object({ corners_px_undistorted: Corners.optional() })),
      })
      .parse(JSON.parse(readFileSync(join(shared, "expected.json"), "utf8")));
    const pinhole = undistortedPinhole(mini)!;
    const [[fx, , cx], [, fy, cy]] = expected.new_K_undistorted;
    for (const [ours, theirs] of [
      [pinhole.fx, fx],
      [pinhole.fy, fy],
      [pinhole.cx, cx],
      [pinhole.cy, cy],
    ] as const)
      expect(Math.abs(ours - theirs)).toBeLessThan(1e-6);
    const lines = readFileSync(join(shared, "data/0123abcdef/dslr/colmap/images.txt"), "utf8");
    let compared = 0;
    for (const pose of lines.split("\n").map(readColmapPose)) {
      const corners = pose && expected.frames[`dslr/${pose.frameKey}.JPG`]?.corners_px_undistorted;
      if (!corners) continue;
      expected.world_corners.forEach((corner, index) => {
        const inCamera = transformPoint(pose.cameraFromWorld, point<"World">(...corner));
        const [u, v] = projectPoint(pinhole, inCamera)!;
        expect(Math.abs(u - corners[index]![0])).toBeLessThan(0.01);
        expect(Math.abs(v - corners[index]![1])).toBeLessThan(0.01);
        compared++;
      });
    }
    expect(compared).toBe(24);
  });
});

/** Where a table shows a place of the source picture: Newton's method on the table read bilinearly. */
function placeInTable(
  table: ReturnType<typeof undistortTable>,
  [u, v]: readonly [number, number],
  start: readonly [number, number],
): [number, number] {
  const clampTo = (value: number, count: number) => Math.min(count - 2, Math.max(0, value));
  let [x, y] = start;
  for (let step = 0; step < 6; step++) {
    const column = clampTo(Math.floor(x), table.width);
    const row = clampTo(Math.floor(y), table.height);
    const at = row * table.width + column;
    const read = (values: Float32Array) => {
      const [a, b] = [values[at]!, values[at + 1]!];
      const [c, d] = [values[at + table.width]!, values[at + table.width + 1]!];
      const [s, t] = [x - column, y - row];
      return {
        value: a * (1 - s) * (1 - t) + b * s * (1 - t) + c * (1 - s) * t + d * s * t,
        dx: (b - a) * (1 - t) + (d - c) * t,
        dy: (c - a) * (1 - s) + (d - b) * s,
      };
    };
    const [inU, inV] = [read(table.u), read(table.v)];
    const [eu, ev] = [u - inU.value, v - inV.value];
    const determinant = inU.dx * inV.dy - inU.dy * inV.dx;
    x += (eu * inV.dy - ev * inU.dy) / determinant;
    y += (inU.dx * ev - inV.dx * eu) / determinant;
  }
  return [x, y];
}

function distanceToLine(
  [x, y]: readonly [number, number],
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number {
  const length = Math.hypot(bx - ax, by - ay);
  return length < 1 ? 0 : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
}
