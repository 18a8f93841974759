import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frontEndSize } from "./front-end-size.ts";
import { rectFromNormalized } from "./rect-from-normalized.ts";

const wanted = { shortestEdge: 800, longestEdge: 1333 };
const side = fc.integer({ min: 1, max: 4000 });

describe("the size in which a 2D detector sees a photo", () => {
  it.each([
    [1920, 1440, 1066, 800],
    [1440, 1920, 800, 1066],
    [1000, 1000, 800, 800],
    [1752, 1168, 1200, 800],
    [1000, 500, 1333, 667],
  ])("of %i x %i is %i x %i", (width, height, w, h) => {
    expect(frontEndSize({ width, height }, wanted)).toEqual({ width: w, height: h });
  });

  it("keeps to both bounds, and turns with the photo", () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const size = frontEndSize({ width, height }, wanted);
        expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(1);
        expect(Math.min(size.width, size.height)).toBeLessThanOrEqual(800);
        expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(1333);
        expect(frontEndSize({ width: height, height: width }, wanted)).toEqual({
          width: size.height,
          height: size.width,
        });
      }),
    );
  });
});

describe("a box in shares", () => {
  it("of the whole photo reaches from the outer edge of the first pixel to that of the last", () => {
    const photo = { width: 640, height: 480 };
    expect(rectFromNormalized([0.5, 0.5, 1, 1], photo, photo)).toEqual([-0.5, -0.5, 639.5, 479.5]);
  });

  it("in the padding of a square is none, and one that reaches into it is cut", () => {
    const [photo, square] = [
      { width: 640, height: 480 },
      { width: 640, height: 640 },
    ];
    expect(rectFromNormalized([0.5, 0.9, 0.2, 0.2], square, photo)).toBeNull();
    expect(rectFromNormalized([0.5, 0.75, 0.5, 0.25], square, photo)).toEqual([
      159.5, 399.5, 479.5, 479.5,
    ]);
    expect(rectFromNormalized([NaN, 0.5, 0.5, 0.5], square, photo)).toBeNull();
  });
});
