import { describe, expect, test } from "vitest";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import type { GsiBox } from "./gsi-box.ts";
import type { GsiDetection, NewBoxEdit } from "./gsi-edit.ts";
import { rotateAboutY } from "./gsi-rotation.ts";
import { idealDetection } from "./oracle.ts";
import { scoreEdit, scoreView } from "./score-edit.ts";
import { scoreMove } from "./score-move.ts";
import { scoreRemove } from "./score-remove.ts";
import { scoreRotate } from "./score-rotate.ts";
import { scoreScale } from "./score-scale.ts";

const k: Matrix3 = [
  [700, 0, 448],
  [0, 700, 336],
  [0, 0, 1],
];
const upright: Matrix3 = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const cup: GsiBox = [0, 0, 3, 0.5, 0.6, 0.3, 0];
const at = (x: number): GsiDetection => seen([x, 0, 3, 0.5, 0.6, 0.3, 0]);
const seen = (box: GsiBox) => idealDetection("cup", box, upright, k);
const moveTo = (x: number): NewBoxEdit => ({
  original_bbox_3d: cup,
  rotation_matrix: upright,
  camera_intrinsics: k,
  new_bbox_3d: [x, 0, 3, 0.5, 0.6, 0.3, 0],
});

describe("gates", () => {
  const perfect = { before: [at(0)], after: [at(0.5)] };

  test("nothing scores once the rest of the picture changed", () => {
    const move = { operation: "move", edit: moveTo(0.5) } as const;
    const passed = scoreEdit(move, perfect, { locality: true, viewpoint: false });
    expect(passed.compliance).toBe(1);
    expect(scoreEdit(move, perfect, { locality: false, viewpoint: true })).toEqual({
      compliance: 0,
      accuracy: 0,
    });
  });

  test("only a rotation needs the same viewpoint", () => {
    const turned = rotateAboutY(upright, 90, "clockwise");
    const rotate = {
      operation: "rotate",
      edit: { ...moveTo(0), new_rotation_matrix: turned },
    } as const;
    const after = [idealDetection("cup", [0, 0, 3, 0.5, 0.6, 0.3, Math.PI / 2], turned, k)];
    const pair = { before: [at(0)], after };
    expect(scoreEdit(rotate, pair, { locality: true, viewpoint: true }).compliance).toBe(1);
    expect(scoreEdit(rotate, pair, { locality: true, viewpoint: false }).compliance).toBe(0);
  });
});

describe("bounds", () => {
  test("a detection that moved less than a fifth of the way in the image is not the target", () => {
    const found = (x: number) => scoreMove(moveTo(2), { before: [at(0)], after: [at(x)] }).accuracy;
    expect(found(0.38)).toBeLessThan(1e-50);
    expect(found(0.42)).toBeGreaterThan(0.1);
  });

  test("a rectangle that changed by less than 10 px has not changed", () => {
    const found = (pixels: number) => {
      const [x1, y1, x2, y2] = at(0).bbox_2d;
      const moved = { ...at(0.6), bbox_2d: [x1 + pixels, y1, x2, y2] as const };
      const nearby = { ...moveTo(0.35), new_bbox_3d: at(0.05).bbox_3d };
      return scoreMove(nearby, { before: [at(0)], after: [moved] }).accuracy;
    };
    expect(found(9.9)).toBeLessThan(1e-50);
    expect(found(10.1)).toBeGreaterThan(1e-10);
  });

  const turned = (degrees: number, x: number): GsiDetection => ({
    ...at(0.6),
    bbox_3d: at(x).bbox_3d,
    rotation_matrix: rotateAboutY(upright, degrees, "clockwise"),
  });
  const rotated = (found: GsiDetection) =>
    scoreRotate(
      { ...moveTo(0), new_rotation_matrix: rotateAboutY(upright, 45, "clockwise") },
      { before: [at(0)], after: [found] },
    );

  test("a turn complies from half a degree on, however far from the asked one", () => {
    expect(rotated(turned(0.3, 0.2)).compliance).toBe(0);
    expect(rotated(turned(0.5, 0.2)).compliance).toBe(1);
  });

  test("a turned object half a metre away complies without accuracy", () => {
    expect(rotated(turned(45, 0.49)).accuracy).toBeGreaterThan(0.9);
    expect(rotated(turned(45, 0.51))).toEqual({ compliance: 1, accuracy: 0 });
  });

  test("a size complies once its factors differ from 1 by more than 0.2 together", () => {
    const sized = (factor: number): GsiBox => [
      0,
      0,
      3,
      0.5 * factor,
      0.6 * factor,
      0.3 * factor,
      0,
    ];
    const scaled = (factor: number) =>
      scoreScale(
        { ...moveTo(0), new_bbox_3d: sized(1.3) },
        { before: [at(0)], after: [seen(sized(factor))] },
      );
    expect(scaled(1.1).compliance).toBe(0);
    expect(scaled(1.3).compliance).toBe(1);
    expect(scaled(1.3).accuracy).toBeCloseTo(1, 6);
    expect(scaled(1).accuracy).toBeCloseTo(Math.exp(-(Math.log(1.3) ** 2)), 3);
  });
});

describe("published quirks that are kept", () => {
  test("a move of the right length in the wrong direction keeps 0.7", () => {
    const score = scoreMove(moveTo(0.6), { before: [at(0)], after: [at(-0.6)] });
    expect(score.accuracy).toBeCloseTo(0.7, 3);
    expect(score.compliance).toBe(1);
  });

  test("a changed number of detections halves a move", () => {
    const score = scoreMove(moveTo(0.6), { before: [at(0)], after: [at(0.6), at(-1.2)] });
    expect(score.accuracy).toBeCloseTo(0.5, 3);
  });

  test("a target that was not found again on the source scores nothing", () => {
    expect(scoreMove(moveTo(0.6), { before: [at(0.4)], after: [at(0.6)] }).compliance).toBe(0);
    expect(scoreRemove(moveTo(0), { before: [at(0.4)], after: [] }).compliance).toBe(0);
  });

  test.for([
    [1, 0, 1],
    [2, 1, 1],
    [2, 2, 1],
    [1, 2, 1],
    [2, 0, 0.7],
    [3, 0, 0.4],
  ] as const)("a removal that leaves %i -> %i detections earns %f", ([before, after, accuracy]) => {
    const others = [at(1), at(-1)];
    const score = scoreRemove(moveTo(0), {
      before: [at(0), ...others].slice(0, before),
      after: others.slice(0, after),
    });
    expect(score.accuracy).toBeCloseTo(accuracy, 12);
    expect(score.compliance).toBe(accuracy >= 0.5 ? 1 : 0);
  });

  test("a view edit is neither gated nor binary", () => {
    const score = scoreView({ ssim: 0.8, lpips: 0.3 });
    expect(score.compliance).toBeCloseTo(0.75, 12);
    expect(score.accuracy).toBe(score.compliance);
  });
});
