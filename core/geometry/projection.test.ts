import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { randomBox } from "#core/test/room.ts";
import { boxShareInImage } from "./box-in-image.ts";
import { resizeIntrinsics } from "./camera.ts";
import { boxCorners, orientedBox } from "./oriented-box.ts";
import {
  clipToImage,
  nearPlaneMeters,
  projectBoxBounds,
  projectBoxEdges,
  projectPoint,
  projectSegment,
  rectArea,
  unprojectPixel,
} from "./projection.ts";
import { identityRotation } from "./quaternion.ts";
import { point } from "./space.ts";
import { distance } from "./vector.ts";

const k = { fx: 500, fy: 480, cx: 318, cy: 242, width: 640, height: 480 };
const coordinate = fc.double({ min: -5, max: 5, noNaN: true });
const pointsInFront = fc
  .tuple(coordinate, coordinate, fc.double({ min: 0.06, max: 20, noNaN: true }))
  .map(([x, y, z]) => point<"Camera">(x, y, z));

describe("a projected point", () => {
  test("unprojects to where it was, at any image size", () => {
    fc.assert(
      fc.property(pointsInFront, fc.integer({ min: 16, max: 4000 }), (position, width) => {
        const resized = resizeIntrinsics(k, width, Math.round(width * 0.75));
        const pixel = projectPoint(resized, position)!;
        expect(distance(unprojectPixel(resized, pixel, position[2]), position)).toBeLessThan(1e-9);
      }),
    );
  });

  test("does not exist at or behind the near plane", () => {
    expect(projectPoint(k, point(0, 0, nearPlaneMeters))).toBeNull();
    expect(projectPoint(k, point(1, 1, -3))).toBeNull();
  });
});

describe("a segment that crosses the near plane", () => {
  test("is cut there, on the same line", () => {
    fc.assert(
      fc.property(pointsInFront, pointsInFront, (front, other) => {
        const behind = point<"Camera">(other[0], other[1], -other[2]);
        const segment = projectSegment(k, behind, front)!;
        expect(segment.fromDepthMeters).toBeCloseTo(nearPlaneMeters, 3);
        expect(segment.toDepthMeters).toBe(front[2]);
        const cut = unprojectPixel(k, segment.from, segment.fromDepthMeters);
        const t = (cut[2] - behind[2]) / (front[2] - behind[2]);
        const onLine = [0, 1].map((axis) => behind[axis]! + t * (front[axis]! - behind[axis]!));
        expect(Math.hypot(cut[0] - onLine[0]!, cut[1] - onLine[1]!)).toBeLessThan(1e-6);
      }),
    );
  });

  test("is not there when all of it is behind", () => {
    expect(projectSegment(k, point(0, 0, -1), point(1, 1, -2))).toBeNull();
  });
});

describe("the bounds of a box", () => {
  test("hold every corner exactly when all are in front", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const box = randomBox(seededRandom(seed), 4);
        const pixels = boxCorners(box).map((corner) => projectPoint(k, corner)!);
        const [us, vs] = [pixels.map(([u]) => u), pixels.map(([, v]) => v)];
        expect(projectBoxBounds(k, box)).toEqual([
          Math.min(...us),
          Math.min(...vs),
          Math.max(...us),
          Math.max(...vs),
        ]);
        expect(projectBoxEdges(k, box)).toHaveLength(12);
      }),
    );
  });

  test("of a box half behind the camera stay finite and hold all that is in front", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const box = randomBox(random, 0);
        const bounds = projectBoxBounds(k, box);
        const [x, y, z] = [0, 0, 0].map(() => random.next() - 0.5) as [number, number, number];
        const corners = boxCorners(box);
        // A point inside the box, as a mix of its corners.
        const inside = [0, 1, 2].map((axis) =>
          corners.reduce((sum, corner, i) => {
            const weight =
              (0.5 + (i & 1 ? x : -x)) * (0.5 + (i & 2 ? y : -y)) * (0.5 + (i & 4 ? z : -z));
            return sum + weight * corner[axis]!;
          }, 0),
        );
        const pixel = projectPoint(k, point(inside[0]!, inside[1]!, inside[2]!));
        if (!pixel || inside[2]! < nearPlaneMeters * 1.01) return;
        expect(bounds).not.toBeNull();
        expect(bounds!.every(Number.isFinite)).toBe(true);
        expect(pixel[0]).toBeGreaterThanOrEqual(bounds![0] - 1e-6);
        expect(pixel[0]).toBeLessThanOrEqual(bounds![2] + 1e-6);
        expect(pixel[1]).toBeGreaterThanOrEqual(bounds![1] - 1e-6);
        expect(pixel[1]).toBeLessThanOrEqual(bounds![3] + 1e-6);
      }),
    );
  });

  test("are none for a box behind the camera", () => {
    const box = orientedBox(point<"Camera">(0, 0, -3), [1, 1, 1], identityRotation);
    expect(projectBoxBounds(k, box)).toBeNull();
    expect(boxShareInImage(k, box)).toBe(0);
  });
});

test("a rectangle is clipped to the image, and one outside is gone", () => {
  expect(clipToImage([-10, 20, 700, 100], k)).toEqual([0, 20, 640, 100]);
  expect(clipToImage([650, 0, 700, 100], k)).toBeNull();
  expect(rectArea([0, 20, 640, 100])).toBe(640 * 80);
  expect(rectArea([5, 5, 0, 0])).toBe(0);
});

test("the share of a box in the image is that of its volume", () => {
  const inside = orientedBox(point<"Camera">(0, 0, 4), [1, 1, 1], identityRotation);
  expect(boxShareInImage(k, inside)).toBe(1);
  const atTheEdge = orientedBox(unprojectPixel(k, [-0.5, 242], 400), [40, 1, 1], identityRotation);
  expect(boxShareInImage(k, atTheEdge)).toBeCloseTo(0.5, 6);
});
