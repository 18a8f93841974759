import { describe, expect, test } from "vitest";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import type { ModelResults } from "./aggregate.ts";
import type { GsiBox } from "./gsi-box.ts";
import type { GsiDetection } from "./gsi-edit.ts";
import { matrixFromYaw, rotateAboutY } from "./gsi-rotation.ts";
import { idealDetection } from "./oracle.ts";
import type { RgbPicture } from "./rgb-picture.ts";
import type { DetectedEdit } from "./score-edit.ts";
import { localityMaskCorrected } from "./corrected-locality.ts";
import { localityMask } from "./locality-mask.ts";
import { ScorerId, scorers } from "./scorers.ts";

const published = scorers["gsi-bench@8f2641b"];
const { corrected } = scorers;
const k: Matrix3 = [
  [700, 0, 448],
  [0, 700, 336],
  [0, 0, 1],
];
const upright = matrixFromYaw(0);
const open = { locality: true, viewpoint: true };

/** A cup whose centre is `x` metres to the right, three metres away. */
const cupAt = (x: number, z = 3): GsiBox => [x, 0, z, 0.5, 0.6, 0.3, 0];
const seen = (box: GsiBox, rotation = upright): GsiDetection =>
  idealDetection("cup", box, rotation, k);
const stated = { original_bbox_3d: cupAt(0), rotation_matrix: upright, camera_intrinsics: k };
const moveTo = (x: number): DetectedEdit => ({
  operation: "move",
  edit: { ...stated, new_bbox_3d: cupAt(x) },
});
const turnBy = (degrees: number): DetectedEdit => ({
  operation: "rotate",
  edit: { ...stated, new_rotation_matrix: rotateAboutY(upright, degrees, "counterclockwise") },
});
const scaleBy = (factor: number): DetectedEdit => ({
  operation: "scale",
  edit: { ...stated, new_bbox_3d: [0, 0, 3, 0.5 * factor, 0.6 * factor, 0.3 * factor, 0] },
});
const removal: DetectedEdit = { operation: "remove", edit: stated };
const turned = (degrees: number, sense: "clockwise" | "counterclockwise") => {
  const rotation = rotateAboutY(upright, degrees, sense);
  const sign = sense === "counterclockwise" ? -1 : 1;
  return seen([0, 0, 3, 0.5, 0.6, 0.3, (sign * degrees * Math.PI) / 180], rotation);
};
const bothScore = (detected: DetectedEdit, before: GsiDetection[], after: GsiDetection[]) =>
  [published, corrected].map((scorer) => scorer.scoreEdit(detected, { before, after }, open));

test("there are rules for every id", () => {
  expect(Object.keys(scorers)).toEqual(ScorerId.options);
});

describe("both rules", () => {
  const still = seen(cupAt(1.5));

  test("give a perfect edit full marks", () => {
    const before = [seen(cupAt(0)), still];
    const perfect = [
      bothScore(moveTo(-0.7), before, [seen(cupAt(-0.7)), still]),
      bothScore(turnBy(90), before, [turned(90, "counterclockwise"), still]),
      bothScore(scaleBy(1.5), before, [seen([0, 0, 3, 0.75, 0.9, 0.45, 0]), still]),
      bothScore(removal, before, [still]),
    ];
    for (const { compliance, accuracy } of perfect.flat()) {
      expect(compliance).toBe(1);
      expect(accuracy).toBeCloseTo(1, 3);
    }
  });

  test("give nothing when a gate is shut", () => {
    const pair = { before: [seen(cupAt(0))], after: [seen(cupAt(-0.7))] };
    for (const scorer of [published, corrected]) {
      const shut = scorer.scoreEdit(moveTo(-0.7), pair, { locality: false, viewpoint: true });
      expect(shut).toEqual({ compliance: 0, accuracy: 0 });
    }
  });
});

describe("unlike the published rules, the corrected ones", () => {
  const before = [seen(cupAt(0))];

  test("see the direction of a move", () => {
    const [asPublished, asCorrected] = bothScore(moveTo(0.7), before, [seen(cupAt(-0.7))]);
    expect(asPublished!.compliance).toBe(1);
    expect(asPublished!.accuracy).toBeCloseTo(0.7, 3);
    expect(asCorrected).toEqual({ compliance: 0, accuracy: 0 });
  });

  test("want at least half of the asked way", () => {
    const [asPublished, asCorrected] = bothScore(moveTo(1.5), before, [seen(cupAt(0.4))]);
    expect(asPublished!.compliance).toBe(1);
    expect(asCorrected!.compliance).toBe(0);
  });

  test("let short moves score", () => {
    const [asPublished, asCorrected] = bothScore(moveTo(0.2), before, [seen(cupAt(0.2))]);
    expect(asPublished!.compliance).toBe(0);
    expect(asCorrected!.compliance).toBe(1);
    expect(asCorrected!.accuracy).toBeCloseTo(1, 9);
    const [, untouched] = bothScore(moveTo(0.2), before, before);
    expect(untouched!.compliance).toBe(0);
  });

  test("see the sense of a turn, and let half turns score", () => {
    const wrong = bothScore(turnBy(90), before, [turned(90, "clockwise")]);
    expect(wrong.map(({ compliance }) => compliance)).toEqual([1, 0]);
    const half = bothScore(turnBy(180), before, [turned(180, "counterclockwise")]);
    expect(half.map(({ compliance }) => compliance)).toEqual([0, 1]);
  });

  test("compare boxes with their full rotation", () => {
    // A box lying on its side, whose yaw says nothing of it.
    const lying: Matrix3 = [
      [0, 1, 0],
      [-1, 0, 0],
      [0, 0, 1],
    ];
    const detected: DetectedEdit = {
      operation: "move",
      edit: { ...stated, new_bbox_3d: cupAt(0.7) },
    };
    const [asPublished, asCorrected] = bothScore(detected, before, [seen(cupAt(0.7), lying)]);
    expect(asPublished!.accuracy).toBeCloseTo(1, 3);
    // 0.5 x 0.6 against 0.6 x 0.5: they share 0.25 of 0.35.
    expect(asCorrected!.accuracy).toBeCloseTo(0.7 + (0.3 * 0.25) / 0.35, 9);
  });

  test("charge a removal for what it adds", () => {
    const [asPublished, asCorrected] = bothScore(removal, before, [seen(cupAt(1.5))]);
    expect(asPublished).toEqual({ compliance: 1, accuracy: 1 });
    expect(asCorrected!.accuracy).toBeCloseTo(0.7, 9);
  });

  test("do not take a close neighbour for the removed thing", () => {
    const neighbour = seen(cupAt(0.3));
    const [asPublished, asCorrected] = bothScore(removal, [...before, neighbour], [neighbour]);
    expect(asPublished!.compliance).toBe(0);
    expect(asCorrected).toEqual({ compliance: 1, accuracy: 1 });
  });

  test("charge what vanishes and appears the same in a move, however the counts come out", () => {
    const still = seen(cupAt(1.5));
    const swapped = [seen(cupAt(-0.7)), seen(cupAt(1.5, 5))];
    const [asPublished, asCorrected] = bothScore(moveTo(-0.7), [...before, still], swapped);
    expect(asPublished!.accuracy).toBeCloseTo(1, 3);
    expect(asCorrected!.accuracy).toBeCloseTo(0.4, 9);
  });

  test("give an untouched picture nothing for a change of size", () => {
    const [asPublished, asCorrected] = bothScore(scaleBy(1.5), before, before);
    expect(asPublished!.compliance).toBe(0);
    expect(asPublished!.accuracy).toBeGreaterThan(0.8);
    expect(asCorrected).toEqual({ compliance: 0, accuracy: 0 });
  });

  test("see the way in which a size changes", () => {
    const shrunk = seen([0, 0, 3, 0.25, 0.3, 0.15, 0]);
    const scores = bothScore(scaleBy(1.5), before, [shrunk]);
    expect(scores.map(({ compliance }) => compliance)).toEqual([1, 0]);
  });

  test("find the target again when its yaw flips", () => {
    const flipped: GsiBox = [0, 0, 3, 0.5, 0.6, 0.3, -Math.PI];
    const back = matrixFromYaw(Math.PI);
    const edit = { ...stated, rotation_matrix: back, original_bbox_3d: flipped };
    const origin = seen([0, 0, 3, 0.5, 0.6, 0.3, Math.PI - 1e-3], back);
    const scores = bothScore({ operation: "remove", edit }, [origin], []);
    expect(scores.map(({ compliance }) => compliance)).toEqual([0, 1]);
  });

  test("make compliance with a change of view yes or no", () => {
    const likeness = { ssim: 0.5, lpips: 0.6 };
    expect(published.scoreView(likeness).compliance).toBeCloseTo(0.45, 9);
    expect(corrected.scoreView(likeness)).toEqual({ compliance: 0, accuracy: 0 });
    expect(corrected.scoreView({ ssim: 0.9, lpips: 0.1 }).compliance).toBe(1);
  });

  test("ask both measures of locality on every set, and something to measure", () => {
    const half = { ssim: 0.7, lpips: 0.5 };
    expect(published.passesLocality(half, "GSI-Real")).toBe(true);
    expect(corrected.passesLocality(half, "GSI-Real")).toBe(false);
    const nothing = { ssim: Number.NaN, lpips: 0 };
    expect(published.passesLocality(nothing, "GSI-Real")).toBe(true);
    expect(corrected.passesLocality(nothing, "GSI-Real")).toBe(false);
  });
});

test("a rectangle left of the frame excludes nothing of it", () => {
  const frame = { width: 40, height: 30 };
  const compared = (mask: Uint8Array) => mask.reduce((sum, one) => sum + one, 0);
  expect(compared(localityMask(frame, [[-20, 0, -10, 30]]))).toBe(10 * 30);
  expect(compared(localityMaskCorrected(frame, [[-20, 0, -10, 30]]))).toBe(40 * 30);
  expect(compared(localityMaskCorrected(frame, [[1.5, 0, 3.5, 30]]))).toBe(37 * 30);
});

describe("locality", () => {
  const size = { width: 56, height: 42 };
  const picture = (value: (x: number, y: number, channel: number) => number): RgbPicture => ({
    ...size,
    data: Uint8Array.from({ length: size.width * size.height * 3 }, (_, i) =>
      value(Math.floor(i / 3) % size.width, Math.floor(i / 3 / size.width), i % 3),
    ),
  });
  const source = picture((x, y, channel) => (x * 37 + y * 91 + channel * 50) % 256);
  const edited = picture((x, y, channel) =>
    y > 20 ? (x * 53 + y * 17) % 256 : (x * 37 + y * 91 + channel * 50) % 256,
  );
  const flat = { before: [seen(cupAt(0))], after: [] };

  test("is measured on picture, not on padding, and in red, green, blue", async () => {
    const sizes: string[] = [];
    const firstValues: number[] = [];
    const perceptualMap = async (
      first: Float32Array,
      _: Float32Array,
      { width, height }: typeof size,
    ) => {
      sizes.push(`${width}x${height}`);
      firstValues.push(first[0]!);
      return new Float32Array(width * height);
    };
    const pair = { source, edited: source };
    const same = await Promise.all(
      [published, corrected].map((scorer) =>
        scorer.measureLocality(pair, removal, flat, perceptualMap),
      ),
    );
    for (const { ssim, lpips } of same) {
      expect(ssim).toBeCloseTo(1, 9);
      expect(lpips).toBe(0);
    }
    // The published frame is cut to the size of the small source, the corrected one holds all of it.
    expect(sizes).toEqual(["56x42", "896x672"]);
    expect(firstValues[0]).not.toBeCloseTo(firstValues[1]!, 3);
  });

  test("is worse where what changed is not thinned out by what could not", async () => {
    const perceptualMap = async (
      _: Float32Array,
      __: Float32Array,
      { width, height }: typeof size,
    ) => new Float32Array(width * height).fill(0.2);
    const pair = { source, edited };
    const [first, second] = await Promise.all(
      [published, corrected].map((scorer) =>
        scorer.measureLocality(pair, removal, flat, perceptualMap),
      ),
    );
    expect(second!.ssim).toBeLessThan(first!.ssim);
    expect(second!.lpips).toBeCloseTo(0.2, 6);
  });

  test("leaves out the target's best match, where the last detection is another thing", async () => {
    const masks: number[] = [];
    // Only what the moved cup covers differs.
    const rect = seen(cupAt(0.7)).bbox_2d;
    const perceptualMap = async (
      _: Float32Array,
      __: Float32Array,
      { width, height }: typeof size,
    ) =>
      Float32Array.from({ length: width * height }, (_unused, i) => {
        const [x, y] = [i % width, Math.floor(i / width)];
        return x >= rect[0] && x < rect[2] && y >= rect[1] && y < rect[3] ? 1 : 0;
      });
    const large = { width: 896, height: 672, data: new Uint8Array(896 * 672 * 3).fill(9) };
    const moved = { before: [seen(cupAt(0))], after: [seen(cupAt(0.7)), seen(cupAt(-1.2))] };
    for (const scorer of [published, corrected]) {
      const pair = { source: large, edited: large };
      masks.push((await scorer.measureLocality(pair, moveTo(0.7), moved, perceptualMap)).lpips);
    }
    expect(masks[0]).toBeGreaterThan(0.01);
    expect(masks[1]).toBe(0);
  });
});

describe("aggregation", () => {
  const results: ModelResults = {
    compliance: {
      a_0: { operation: "scale", compliance: 0 },
      a_1: { operation: "move", compliance: 1 },
      a_2: { operation: "move", compliance: 1 },
    },
    accuracy: {
      a_0: { operation: "scale", edit_score: 0.8 },
      a_1: { operation: "move", edit_score: 1 },
      a_2: { operation: "move", edit_score: 1 },
    },
    locality: {
      a_1: { ssim: 1, lpips: 0, mse: 0 },
      a_2: { ssim: 1, lpips: 0, mse: 0 },
    },
    consistency: new Map([
      ["a_edit_1", 85],
      ["a_edit_2", null],
    ]),
  };

  test("drops accuracy without compliance, keeps scores in bounds and does not punish what was not read", () => {
    const first = published.aggregate(results, ["a_0", "a_1", "a_2"]);
    expect(first).toMatchObject({
      accuracy: expect.closeTo(60, 9),
      compliance: expect.closeTo(100 / 3, 9),
    });
    const second = corrected.aggregate(results, ["a_0", "a_1", "a_2"]);
    expect(second).toMatchObject({
      accuracy: expect.closeTo(200 / 3, 9),
      compliance: expect.closeTo(200 / 3, 9),
      consistency: expect.closeTo(50, 9),
    });
  });

  test("is not stopped by a score that is text", () => {
    const text = { ...results, consistency: new Map([["a_edit_1", "unusable"] as const]) };
    expect(published.aggregate(text, ["a_1"])).toEqual({ stoppedAt: "a_1" });
    expect(corrected.aggregate(text, ["a_1"])).toMatchObject({ compliance: 100, consistency: 0 });
  });

  test("counts a sample that was not delivered as failed", () => {
    const keys = ["a_0", "a_1", "a_2", "b_0"];
    expect(corrected.aggregate(results, keys)).toMatchObject({ compliance: 50 });
  });
});
