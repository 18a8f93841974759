import { describe, expect, test } from "vitest";
import type { ImageRect } from "#core/geometry/projection.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import type { GsiBox } from "./gsi-box.ts";
import { matrixFromYaw } from "./gsi-rotation.ts";
import { editableRects, localityMask } from "./locality-mask.ts";
import { idealDetection } from "./oracle.ts";

const excluded = (rects: readonly ImageRect[]) =>
  localityMask({ width: 10, height: 4 }, rects).filter((value) => value === 0).length;

describe("localityMask", () => {
  test("cuts corners to whole pixels, right and bottom exclusive", () => {
    expect(excluded([[2.9, 1.2, 5.9, 3.9]])).toBe(3 * 2);
    expect(excluded([[-5, -5, 50, 50]])).toBe(40);
    expect(excluded([[3, 1, 3, 3]])).toBe(0);
    expect(excluded([])).toBe(0);
  });

  test("overlapping rectangles are excluded once", () => {
    expect(
      excluded([
        [0, 0, 4, 4],
        [2, 0, 6, 4],
      ]),
    ).toBe(24);
  });

  test("as published, an edge left of or above the frame counts from the far side", () => {
    expect(excluded([[-8, 0, -3, 4]])).toBe(7 * 4);
    expect(excluded([[0, -9, 10, -1]])).toBe(10 * 3);
    expect(excluded([[-50, 0, -30, 4]])).toBe(0);
    expect(excluded([[-1, 0, -0.5, 4]])).toBe(0);
  });
});

describe("editableRects", () => {
  const k: Matrix3 = [
    [700, 0, 448],
    [0, 700, 336],
    [0, 0, 1],
  ];
  const at = (x: number): GsiBox => [x, 0, 3, 0.5, 0.5, 0.5, 0];
  const seen = (x: number) => idealDetection("cup", at(x), matrixFromYaw(0), k);
  const edit = {
    original_bbox_3d: at(0),
    rotation_matrix: matrixFromYaw(0),
    camera_intrinsics: k,
  };

  test("are the target's place and the LAST detection that is not the target", () => {
    const pair = { before: [seen(0)], after: [seen(0), seen(0.6), seen(-0.6)] };
    expect(editableRects(edit, pair)).toEqual([seen(0).bbox_2d, seen(-0.6).bbox_2d]);
  });

  test("leave out what was not detected", () => {
    expect(editableRects(edit, { before: [], after: [seen(0)] })).toEqual([]);
    expect(editableRects(edit, { before: [seen(0)], after: [] })).toEqual([seen(0).bbox_2d]);
  });
});
