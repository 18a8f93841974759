import * as fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import type { ConvexPolygon, PlanePoint } from "./convex-polygon.ts";
import { convexHull, intersectPolygons, polygonArea } from "./convex-polygon.ts";

function cloud(seed: number): PlanePoint[] {
  const random = seededRandom(seed, "cloud");
  const [cx, cy] = [random.next() - 0.5, random.next() - 0.5];
  return Array.from({ length: 8 }, (): PlanePoint => [cx + random.next(), cy + random.next()]);
}

function contains(polygon: ConvexPolygon, [x, y]: PlanePoint, margin = 0): boolean {
  return polygon.every(([ax, ay], i) => {
    const [bx, by] = polygon[(i + 1) % polygon.length]!;
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= -margin;
  });
}

test("the hull is convex, counterclockwise and holds every point", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const points = cloud(seed);
      const hull = convexHull(points);
      expect(polygonArea(hull)).toBeGreaterThan(0);
      for (const one of points) expect(contains(hull, one, 1e-12)).toBe(true);
    }),
  );
});

test("shared area is symmetric, at most the smaller one, and what chance finds", () => {
  const random = seededRandom(1, "darts");
  const darts = Array.from({ length: 20_000 }, (): PlanePoint => [
    3 * random.next() - 1,
    3 * random.next() - 1,
  ]);
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (seedA, seedB) => {
      const [a, b] = [convexHull(cloud(seedA)), convexHull(cloud(seedB))];
      const area = polygonArea(intersectPolygons(a, b));
      expect(area).toBeCloseTo(polygonArea(intersectPolygons(b, a)), 9);
      expect(area).toBeLessThanOrEqual(Math.min(polygonArea(a), polygonArea(b)) + 1e-9);
      const hits = darts.filter((dart) => contains(a, dart) && contains(b, dart)).length;
      expect(Math.abs((hits / darts.length) * 9 - area)).toBeLessThan(0.08);
    }),
    { numRuns: 40 },
  );
});

test("points on a line and polygons apart have no area", () => {
  expect(
    polygonArea(
      convexHull([
        [0, 0],
        [1, 1],
        [2, 2],
      ]),
    ),
  ).toBe(0);
  const square: ConvexPolygon = convexHull([
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ]);
  const aside = square.map(([x, y]): PlanePoint => [x + 2, y]);
  expect(polygonArea(intersectPolygons(square, aside))).toBe(0);
  expect(polygonArea(intersectPolygons(square, square))).toBe(1);
});
