import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { projectPoint } from "#core/geometry/projection.ts";
import { point } from "#core/geometry/space.ts";
import {
  intrinsicsFromModel,
  modelFrame,
  pixelFromModel,
  pixelToModel,
  rectFromModel,
  rectToModel,
} from "./model-frame.ts";

const side = fc.integer({ min: 100, max: 4000 });
const focal = fc.double({ min: 200, max: 4000, noNaN: true });
const middle = fc.double({ min: 50, max: 2000, noNaN: true });
const cameras: fc.Arbitrary<Intrinsics> = fc.record({
  fx: focal,
  fy: focal,
  cx: middle,
  cy: middle,
  width: side,
  height: side,
});
const coordinate = fc.double({ min: -100, max: 4000, noNaN: true });

describe("the model's frame", () => {
  test("has the first pixel's corner at its origin, less the crop", () => {
    const camera = { fx: 1000, fy: 1000, cx: 875.5, cy: 583.5, width: 1752, height: 1168 };
    const frame = modelFrame(camera);
    expect(pixelToModel(frame, [-0.5, -0.5])).toEqual([0, -4]);
    expect(frame.intrinsics.cx).toBeCloseTo(448, 12);
    expect(frame.intrinsics.cy).toBeCloseTo(597 / 2 - 4, 12);
    expect([frame.intrinsics.width, frame.intrinsics.height]).toEqual([896, 588]);
  });

  test("leads there and back", () => {
    fc.assert(
      fc.property(cameras, coordinate, coordinate, (camera, u, v) => {
        const frame = modelFrame(camera);
        const back = [
          ...pixelFromModel(frame, pixelToModel(frame, [u, v])),
          ...rectFromModel(frame, rectToModel(frame, [u, v, v, u])),
        ];
        [u, v, u, v, v, u].forEach((value, i) => expect(back[i]).toBeCloseTo(value, 8));
        const again = intrinsicsFromModel(frame, frame.intrinsics)!;
        for (const [key, value] of Object.entries(camera)) {
          expect(again[key as keyof Intrinsics]).toBeCloseTo(value, 8);
        }
      }),
    );
  });

  test("has a camera that projects to where the photo's own pixel lies", () => {
    const across = fc.double({ min: -3, max: 3, noNaN: true });
    const depth = fc.double({ min: 0.2, max: 20, noNaN: true });
    fc.assert(
      fc.property(cameras, across, across, depth, (camera, x, y, z) => {
        const frame = modelFrame(camera);
        const position = point<"Camera">(x, y, z);
        const inModel = projectPoint(frame.intrinsics, position)!;
        const mapped = pixelToModel(frame, projectPoint(camera, position)!);
        expect(Math.abs(inModel[0] - mapped[0])).toBeLessThan(1e-6);
        expect(Math.abs(inModel[1] - mapped[1])).toBeLessThan(1e-6);
      }),
    );
  });

  test.for([Number.NaN, Number.POSITIVE_INFINITY, 0, -700])("makes no camera of fx = %s", (fx) => {
    const frame = modelFrame({ fx: 900, fy: 900, cx: 500, cy: 400, width: 1000, height: 800 });
    expect(intrinsicsFromModel(frame, { fx, fy: 700, cx: 448, cy: 336 })).toBeNull();
  });
});
