import { expect, test } from "vitest";
import { gsiBoxToImage } from "./gsi-box.ts";
import type { BoxHeads } from "./decode-heads.ts";
import { decodeHeads } from "./decode-heads.ts";

const camera = { fx: 700, fy: 690, cx: 448, cy: 336 };
const heads: BoxHeads = {
  rect: [0.5, 0.4, 0.2, 0.1],
  center: [0.55, 0.42],
  logDepth: Math.log(3),
  logSize: [Math.log(0.4), Math.log(0.5), Math.log(0.6)],
  angleScores: [0, 0, 5, 5, 0, 0, 0, 0, 0, 0, 0, 0],
  angleOffsets: [0, 0, 0.1, 9, 0, 0, 0, 0, 0, 0, 0, 0],
};

test("the decoded centre projects back to the predicted one", () => {
  const [x, y, z] = decodeHeads(heads, camera).box;
  expect((camera.fx * x) / z + camera.cx).toBeCloseTo(0.55 * 896, 9);
  expect((camera.fy * y) / z + camera.cy).toBeCloseTo(0.42 * 896, 9);
  expect(z).toBeCloseTo(3, 9);
});

test("of equal angle scores the first bin counts", () => {
  expect(decodeHeads(heads, camera).box[6]).toBeCloseTo(Math.PI / 3 + 0.1, 9);
});

test("no depth exceeds 100 m", () => {
  expect(decodeHeads({ ...heads, logDepth: 50 }, camera).box[2]).toBeCloseTo(100, 9);
});

test("a given camera with twice the focal length sees the object twice as far, at the same pixel", () => {
  const given = { ...camera, fx: 1400, fy: 1400 };
  const { box } = decodeHeads(heads, { ...camera, fy: 700 }, given);
  expect(box[2]).toBeCloseTo(6, 9);
  expect((given.fx * box[0]) / box[2] + given.cx).toBeCloseTo(0.55 * 896, 9);
  const identity = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ] as const;
  const k = [
    [given.fx, 0, given.cx],
    [0, given.fy, given.cy],
    [0, 0, 1],
  ] as const;
  const [x1, , x2] = gsiBoxToImage(box, identity, k);
  expect(x1).toBeLessThan(0.55 * 896);
  expect(x2).toBeGreaterThan(0.55 * 896);
});
