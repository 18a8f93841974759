import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  frame896,
  intrinsicsFrom896,
  intrinsicsIn896,
  pixelFrom896,
  pixelTo896,
} from "./frame-896.ts";

const sides = fc.integer({ min: 64, max: 4000 });
const sizes = fc
  .record({ width: sides, height: sides })
  .filter(({ width, height }) => Math.min(width, height) * (896 / Math.max(width, height)) >= 14);

describe("frame896", () => {
  test.for([
    { source: [1920, 1440], resized: [896, 672], content: [896, 672], crop: [0, 0] },
    { source: [1752, 1168], resized: [896, 597], content: [896, 588], crop: [0, 4] },
    { source: [1280, 720], resized: [896, 504], content: [896, 504], crop: [0, 0] },
    { source: [1440, 1920], resized: [672, 896], content: [672, 896], crop: [0, 0] },
    { source: [257, 911], resized: [253, 896], content: [252, 896], crop: [0, 0] },
  ])("of $source is $resized, keeps $content", ({ source, resized, content, crop }) => {
    const [width = 0, height = 0] = source;
    const frame = frame896({ width, height });
    expect([frame.resized.width, frame.resized.height]).toEqual(resized);
    expect([frame.content.width, frame.content.height]).toEqual(content);
    expect([frame.crop.x, frame.crop.y]).toEqual(crop);
  });

  test("a pixel there and back is the same pixel", () => {
    const position = fc.double({ min: -100, max: 4000, noNaN: true });
    fc.assert(
      fc.property(sizes, position, position, (size, u, v) => {
        const frame = frame896(size);
        const [backU, backV] = pixelFrom896(frame, pixelTo896(frame, [u, v]));
        expect(Math.abs(backU - u)).toBeLessThan(1e-9);
        expect(Math.abs(backV - v)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe("intrinsicsIn896", () => {
  test("scales each axis by its own ratio and shifts by the crop", () => {
    const k = intrinsicsIn896({
      fx: 1200,
      fy: 1210,
      cx: 876,
      cy: 584,
      width: 1752,
      height: 1168,
    });
    expect(k.fx).toBeCloseTo((1200 * 896) / 1752, 9);
    expect(k.fy).toBeCloseTo((1210 * 597) / 1168, 9);
    expect(k.cx).toBeCloseTo(448, 9);
    expect(k.cy).toBeCloseTo(597 / 2 - 4, 9);
    expect([k.width, k.height]).toEqual([896, 588]);
  });

  test("projecting with it is projecting in the source and mapping the pixel", () => {
    const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(sizes, coordinate, coordinate, (size, x, y) => {
        const source = { fx: 900, fy: 950, cx: size.width / 2, cy: size.height / 3, ...size };
        const k = intrinsicsIn896(source);
        const [u, v] = pixelTo896(frame896(size), [
          source.fx * x + source.cx,
          source.fy * y + source.cy,
        ]);
        expect(Math.abs(k.fx * x + k.cx - u)).toBeLessThan(1e-6);
        expect(Math.abs(k.fy * y + k.cy - v)).toBeLessThan(1e-6);
      }),
    );
  });
});

test("a camera taken to the 896 frame and back is the same camera", () => {
  const focal = fc.double({ min: 50, max: 5000, noNaN: true });
  const center = fc.double({ min: 0, max: 4000, noNaN: true });
  fc.assert(
    fc.property(sizes, focal, focal, center, center, (size, fx, fy, cx, cy) => {
      const back = intrinsicsFrom896(intrinsicsIn896({ fx, fy, cx, cy, ...size }), size);
      for (const [key, value] of Object.entries({ fx, fy, cx, cy, ...size }))
        expect(back[key as keyof typeof back]).toBeCloseTo(value, 6);
    }),
  );
});
