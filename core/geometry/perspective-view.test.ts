import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { perspectiveView } from "./perspective-view.ts";
import { projectPoint } from "./projection.ts";
import { point } from "./space.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const camera = fc.record({
  fx: between(300, 3000),
  fy: between(300, 3000),
  cx: between(-50, 2100),
  cy: between(-50, 1600),
  width: fc.constant(2000),
  height: fc.constant(1500),
});
const place = fc.tuple(between(-3, 3), between(-3, 3), between(0.5, 8));

describe("a perspective view", () => {
  it("shows a point where the pinhole camera does, wherever its principal point lies", () => {
    fc.assert(
      fc.property(camera, place, (k, [x, y, z]) => {
        const { verticalFov, aspectRatio, width, height, left, top } = perspectiveView(k);
        const slope = Math.tan(verticalFov / 2);
        const u = ((x / z / (slope * aspectRatio) + 1) / 2) * width - left - 0.5;
        const v = ((y / z / slope + 1) / 2) * height - top - 0.5;
        const [expectedU, expectedV] = projectPoint(k, point(x, y, z))!;
        expect(u).toBeCloseTo(expectedU, 6);
        expect(v).toBeCloseTo(expectedV, 6);
      }),
    );
  });

  it("holds the whole photo and touches its border on both axes", () => {
    fc.assert(
      fc.property(camera, (k) => {
        const { width, height, left, top } = perspectiveView(k);
        const [right, bottom] = [width - left - k.width, height - top - k.height];
        expect(Math.min(left, top, right, bottom)).toBeGreaterThan(-1e-6);
        if (k.cx > 0 && k.cx < k.width - 1) expect(Math.min(left, right)).toBeCloseTo(0, 6);
        if (k.cy > 0 && k.cy < k.height - 1) expect(Math.min(top, bottom)).toBeCloseTo(0, 6);
      }),
    );
  });

  it("is the photo itself for a centred camera", () => {
    const k = { fx: 500, fy: 500, cx: 319.5, cy: 239.5, width: 640, height: 480 };
    expect(perspectiveView(k)).toEqual({
      verticalFov: 2 * Math.atan(0.48),
      aspectRatio: 640 / 480,
      width: 640,
      height: 480,
      left: 0,
      top: 0,
    });
  });
});
