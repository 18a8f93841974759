import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { matrixFromIntrinsics } from "#core/geometry/camera.ts";
import type { TurnSense } from "#core/operation/operation.ts";
import type { GsiBox } from "./gsi-box.ts";
import type { EditScore, GsiDetection } from "./gsi-edit.ts";
import { matrixFromYaw, rotateAboutY } from "./gsi-rotation.ts";
import { idealDetection, oracleScore } from "./oracle.ts";
import { shiftGsiBox } from "./gsi-shift.ts";

const intrinsics896: Intrinsics = { fx: 700, fy: 700, cx: 448, cy: 336, width: 896, height: 672 };
const k = matrixFromIntrinsics(intrinsics896);

type Size = readonly [w: number, h: number, l: number];

const chair: Size = [0.5, 0.9, 0.7];
const detect = (label: string, box: GsiBox): GsiDetection =>
  idealDetection(label, box, matrixFromYaw(box[6]), k);
const boxAt = (x: number, z: number, yaw: number, [w, h, l]: Size = chair): GsiBox => [
  x,
  0.3,
  z,
  w,
  h,
  l,
  yaw,
];

function sceneOf(box: GsiBox, others: readonly GsiDetection[] = []) {
  return {
    originDetections: [...others, detect("chair", box)],
    targetIndex: others.length,
    originalBox: box,
    rotation: matrixFromYaw(box[6]),
    intrinsics896,
  };
}

function moveScore(box: GsiBox, centimeters: number, others?: readonly GsiDetection[]): EditScore {
  const newBox = shiftGsiBox(box, "right", centimeters);
  return oracleScore({ ...sceneOf(box, others), operation: "move", newBox });
}

function turnScore(box: GsiBox, degrees: number, sense: TurnSense): EditScore {
  const newRotation = rotateAboutY(matrixFromYaw(box[6]), degrees, sense);
  return oracleScore({ ...sceneOf(box), operation: "rotate", newRotation });
}

const yaws = fc.double({ min: -3, max: 3, noNaN: true });
const depths = fc.double({ min: 1.5, max: 4, noNaN: true });
const senses = fc.constantFrom<TurnSense>("clockwise", "counterclockwise");

describe("perfect moves", () => {
  test("of 5 to 31 cm never score", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 31 }), depths, yaws, (centimeters, z, yaw) => {
        const score = moveScore(boxAt(-0.2, z, yaw), centimeters);
        expect(score.compliance).toBe(0);
        expect(score.accuracy).toBeLessThan(1e-50);
      }),
    );
  });

  test("of 32 cm and more score in full", () => {
    fc.assert(
      fc.property(fc.integer({ min: 32, max: 110 }), depths, yaws, (centimeters, z, yaw) => {
        const score = moveScore(boxAt(-0.2, z, yaw), centimeters);
        expect(score.compliance).toBe(1);
        expect(score.accuracy).toBeGreaterThan(0.9999);
      }),
    );
  });

  test("onto the place of another object of the same label do not score", () => {
    const box = boxAt(-0.5, 3, 0);
    const newPlace = shiftGsiBox(box, "right", 70);
    expect(moveScore(box, 70, [detect("chair", newPlace)]).compliance).toBe(0);
    expect(moveScore(box, 70, [detect("table", newPlace)]).compliance).toBe(1);
  });
});

describe("perfect turns", () => {
  test("of 180 degrees never score", () => {
    fc.assert(
      fc.property(depths, yaws, senses, (z, yaw, sense) => {
        expect(turnScore(boxAt(-0.2, z, yaw), 180, sense)).toEqual({ compliance: 0, accuracy: 0 });
      }),
    );
  });

  test("of 90 degrees never score on a square footprint", () => {
    fc.assert(
      fc.property(depths, yaws, senses, (z, yaw, sense) => {
        const square = boxAt(-0.2, z, yaw, [0.5, 0.9, 0.5]);
        expect(turnScore(square, 90, sense)).toEqual({ compliance: 0, accuracy: 0 });
      }),
    );
  });

  test("of 90 degrees score in full on a long table, of 45 on a square one", () => {
    for (const sense of ["clockwise", "counterclockwise"] as const) {
      for (const score of [
        turnScore(boxAt(0, 3, 0, [1.2, 0.5, 0.5]), 90, sense),
        turnScore(boxAt(0, 3, 0, [0.8, 0.5, 0.8]), 45, sense),
      ]) {
        expect(score.compliance).toBe(1);
        expect(score.accuracy).toBeGreaterThan(0.999);
      }
    }
  });

  test("of a small far object do not score, since its rectangle hardly changes", () => {
    expect(turnScore(boxAt(0, 4, 0, [0.08, 0.1, 0.05]), 45, "clockwise").compliance).toBe(0);
  });
});

describe("perfect removals", () => {
  const remove = (box: GsiBox, others?: readonly GsiDetection[]) =>
    oracleScore({ ...sceneOf(box, others), operation: "remove" });

  test("score in full, alone or beside others", () => {
    const box = boxAt(0, 3, 0);
    expect(remove(box)).toEqual({ compliance: 1, accuracy: 1 });
    expect(remove(box, [detect("chair", boxAt(1, 3, 0))])).toEqual({ compliance: 1, accuracy: 1 });
  });

  test("do not score where another object of the label fills the same place", () => {
    const box = boxAt(0, 3, 0);
    const twin = boxAt(0.35, 3, 0);
    expect(remove(box, [detect("chair", twin)]).compliance).toBe(0);
    expect(remove(box, [detect("table", twin)]).compliance).toBe(1);
  });
});

test("a target that is detected elsewhere than the sample states does not score", () => {
  const box = boxAt(0, 3, 0);
  const scene = { ...sceneOf(box), originalBox: boxAt(0.4, 3, 0) };
  const newBox = boxAt(1, 3, 0);
  expect(oracleScore({ ...scene, operation: "move", newBox }).compliance).toBe(0);
});

test("a target index without a detection is refused", () => {
  const scene = { ...sceneOf(boxAt(0, 3, 0)), targetIndex: 5 };
  expect(() => oracleScore({ ...scene, operation: "remove" })).toThrow(RangeError);
});
