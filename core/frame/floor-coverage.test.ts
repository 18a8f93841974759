import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quaternionFromColumns } from "#core/geometry/quaternion.ts";
import { invert, rigidTransform } from "#core/geometry/rigid-transform.ts";
import { cameraPlace, floorCoverage } from "./floor-coverage.ts";

const intrinsics = { fx: 50, fy: 50, cx: 50, cy: 50, width: 100, height: 100 };
/** Level, half a metre up, at the origin, looking along world y with a right angle of view. */
const camera = {
  intrinsics,
  cameraFromWorld: invert(
    rigidTransform<"World", "Camera">(
      quaternionFromColumns([1, 0, 0], [0, 0, -1], [0, 1, 0]),
      [0, 0, 0.5],
    ),
  ),
};

describe("the coverage of the floor", () => {
  it("counts the cells in front of a camera, near enough and inside its angle of view", () => {
    const places = [
      [-4, -2],
      [4, 8],
    ] as const;
    const { origin, columns, rows, seen } = floorCoverage(places, [camera, camera], 0, 1);
    expect([origin, columns, rows]).toEqual([[-4, -2], 8, 10]);
    seen.forEach((count, index) => {
      const [x, y] = [-3.5 + (index % columns), -1.5 + Math.floor(index / columns)];
      // On the very edge of the view either is right.
      if (Math.abs(x) !== y) expect(count).toBe(y > 0 && y <= 5 && Math.abs(x) < y ? 2 : 0);
    });
    expect(cameraPlace(camera)).toEqual([0, 0, 0.5].map((value) => expect.closeTo(value, 9)));
  });

  it("has few cells however large the room, and none without places", () => {
    const place = fc.tuple(...[0, 0].map(() => fc.double({ min: -1e6, max: 1e6, noNaN: true })));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1 }), (places) => {
        const { columns, rows, seen } = floorCoverage(places as [number, number][], [], 0);
        expect(Math.max(columns, rows)).toBeLessThanOrEqual(65);
        expect(seen).toHaveLength(columns * rows);
      }),
    );
    expect(floorCoverage([], [camera], 0).seen).toEqual([]);
  });
});
