import fc from "fast-check";
import { expect, test } from "vitest";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { projectSegment } from "#core/geometry/projection.ts";
import { identityRotation } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import type { DepthMap } from "./depth-map.ts";
import { splitByDepth } from "./split-by-depth.ts";

const k = { fx: 500, fy: 500, cx: 320, cy: 240, width: 640, height: 480 };
const [width, height] = [160, 120];

/** A depth map at a quarter of the photo's sides: depth by column and row. */
function depthOf(at: (column: number, row: number) => number): DepthMap {
  return {
    width,
    height,
    depthMeters: Float32Array.from({ length: width * height }, (_, i) =>
      at(i % width, Math.floor(i / width)),
    ),
  };
}

/** A board at 1.5 m over the left half of the photo, a wall at 4 m over the right one. */
const board = depthOf((column) => (column < 80 ? 1.5 : 4));
const across = projectSegment(k, point(-1, 0, 3), point(1, 0, 3))!;

test("a line that comes out from behind a board is cut at the board's edge", () => {
  const pieces = splitByDepth(board, k, across);
  expect(pieces.map(({ hidden }) => hidden)).toEqual([true, false]);
  // The last pixel of the board is column 79, which stands for the photo's columns 316 to 320.
  expect(pieces[0]!.to[0]).toBeGreaterThan(314);
  expect(pieces[0]!.to[0]).toBeLessThan(320);
});

test("a slanting line is cut where it goes through a surface", () => {
  const wall = depthOf(() => 2);
  const through = projectSegment(k, point(-0.5, 0.1, 1), point(1.5, 0.1, 3))!;
  const pieces = splitByDepth(wall, k, through);
  expect(pieces.map(({ hidden }) => hidden)).toEqual([false, true]);
  // 4 cm and 1.5 % of 2 m behind the wall.
  expect(pieces[0]!.toDepthMeters).toBeCloseTo(2.07, 1);
});

test("what is in front, on the surface, or where nothing was measured is in sight", () => {
  const seen = (map: DepthMap) => splitByDepth(map, k, across).map(({ hidden }) => hidden);
  expect(seen(depthOf(() => 5))).toEqual([false]);
  expect(seen(depthOf(() => 2.95))).toEqual([false]);
  expect(seen(depthOf(() => 0))).toEqual([false]);
});

test("what an edit takes away hides nothing, what stays beside it does", () => {
  const taken = orientedBox<"Camera">(point(-0.45, 0, 1.6), [0.9, 0.4, 0.3], identityRotation);
  expect(splitByDepth(board, k, across, taken).some(({ hidden }) => hidden)).toBe(false);
  const elsewhere = orientedBox<"Camera">(point(-0.45, 0, 2.2), [0.9, 0.4, 0.3], identityRotation);
  expect(splitByDepth(board, k, across, elsewhere)[0]!.hidden).toBe(true);
});

test("the pieces follow each other from one end to the other and alternate", () => {
  const place = fc
    .tuple(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: 0.3, max: 6, noNaN: true }),
    )
    .map(([x, y, z]) => point<"Camera">(x, y, z));
  const bumpy = depthOf((column, row) => (column * 7 + row * 3) % 11 && 1 + ((column >> 4) % 4));
  fc.assert(
    fc.property(place, place, (a, b) => {
      const segment = projectSegment(k, a, b)!;
      const pieces = splitByDepth(bumpy, k, segment);
      expect(pieces[0]!.from).toEqual(segment.from);
      expect(pieces.at(-1)!.to[0]).toBeCloseTo(segment.to[0], 6);
      expect(pieces.at(-1)!.toDepthMeters).toBeCloseTo(segment.toDepthMeters, 6);
      for (let i = 1; i < pieces.length; i++) {
        expect(pieces[i]!.from).toEqual(pieces[i - 1]!.to);
        expect(pieces[i]!.hidden).toBe(!pieces[i - 1]!.hidden);
      }
    }),
  );
});
