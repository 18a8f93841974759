import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxIou } from "#core/geometry/box-overlap.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { quaternionAbout } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import { iou2d, iou3d } from "./box-iou.ts";
import type { GsiBox } from "./gsi-box.ts";

const meters = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const boxes: fc.Arbitrary<GsiBox> = fc.tuple(
  meters(-1, 1),
  meters(-1, 1),
  meters(1, 3),
  meters(0.05, 2),
  meters(0.05, 2),
  meters(0.05, 2),
  meters(-Math.PI, Math.PI),
);

describe("iou3d", () => {
  test("is symmetric and between 0 and 1", () => {
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        const iou = iou3d(a, b);
        expect(iou).toBeGreaterThanOrEqual(0);
        expect(iou).toBeLessThanOrEqual(1 + 1e-12);
        expect(Math.abs(iou - iou3d(b, a))).toBeLessThan(1e-9);
      }),
    );
  });

  test("of a box with itself, half turned or not, is 1", () => {
    fc.assert(
      fc.property(boxes, ([x, y, z, w, h, l, yaw]) => {
        const box: GsiBox = [x, y, z, w, h, l, yaw];
        expect(iou3d(box, box)).toBeCloseTo(1, 9);
        expect(iou3d(box, [x, y, z, w, h, l, yaw + Math.PI])).toBeCloseTo(1, 9);
        expect(iou3d(box, [x, y, z, l, h, w, yaw + Math.PI / 2])).toBeCloseTo(1, 9);
      }),
    );
  });

  test("agrees with the exact overlap of oriented boxes, which is computed in another way", () => {
    const upright = ([x, y, z, w, h, l, yaw]: GsiBox) =>
      orientedBox(point<"Camera">(x, y, z), [w, h, l], quaternionAbout([0, 1, 0], yaw));
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        const onSameFloor: GsiBox = [
          b[0],
          a[1] + a[4] / 2 - b[4] / 2,
          b[2],
          b[3],
          b[4],
          b[5],
          a[6],
        ];
        for (const other of [b, onSameFloor, a]) {
          expect(Math.abs(iou3d(a, other) - boxIou(upright(a), upright(other)))).toBeLessThan(1e-6);
        }
      }),
    );
  });

  test("is 0 for boxes without footprint, without volume or with a NaN", () => {
    const box: GsiBox = [0, 0, 2, 1, 1, 1, 0];
    const flat: GsiBox = [0, 0, 2, 0, 1, 1, 0];
    const thin: GsiBox = [0, 0, 2, 1, 0, 1, 0];
    for (const other of [
      flat,
      thin,
      [Number.NaN, 0, 2, 1, 1, 1, 0],
      [0, 0, 2, 1, 1, 1, Number.NaN],
    ]) {
      expect(iou3d(box, other as unknown as GsiBox)).toBe(0);
      expect(iou3d(other as unknown as GsiBox, box)).toBe(0);
    }
    expect(iou3d(flat, flat)).toBe(0);
    expect(iou3d(thin, thin)).toBe(0);
  });

  test("takes a negative extent for its size, as corners taken in the other order", () => {
    const box: GsiBox = [0, 0, 2, 1, 0.5, 2, 0.3];
    const mirrored: GsiBox = [0, 0, 2, -1, -0.5, 2, 0.3];
    expect(iou3d(box, mirrored)).toBeCloseTo(1, 12);
  });
});

describe("iou2d", () => {
  test("is symmetric, 1 with itself and 0 for rectangles that only touch", () => {
    const side = fc.double({ min: 1, max: 500, noNaN: true });
    const rects = fc
      .tuple(side, side, side, side)
      .map(([x, y, w, h]) => [x, y, x + w, y + h] as const);
    fc.assert(
      fc.property(rects, rects, (a, b) => {
        expect(iou2d(a, b)).toBe(iou2d(b, a));
        expect(iou2d(a, a)).toBe(1);
        expect(iou2d(a, [a[2], a[1], a[2] + 5, a[3]])).toBe(0);
      }),
    );
  });
});
