import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { sourceHash } from "./sharpness-wasm.ts";
import type { RgbImage } from "./sharpness.ts";
import { sharpness } from "./sharpness.ts";

/** Random brightness, the same in all three channels. */
function grayNoise(width: number, height: number, seed: number): RgbImage {
  let state = seed;
  const rgb = new Uint8Array(3 * width * height);
  for (let i = 0; i < rgb.length; i += 3) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    rgb.fill(state >>> 24, i, i + 3);
  }
  return { width, height, rgb };
}

const side = fc.integer({ min: 1, max: 48 });
const images = fc
  .tuple(side, side, fc.integer({ min: 1, max: 1e6 }))
  .map(([width, height, seed]) => grayNoise(width, height, seed));

describe("the sharpness score", () => {
  it("is the share of spectral magnitude outside the disc", () => {
    fc.assert(
      fc.property(images, (image) => {
        expect(Math.abs(sharpness(image) - definition(image))).toBeLessThan(1e-6);
      }),
      { numRuns: 100 },
    );
  });

  const lengths = [
    2, 4, 8, 16, 32, 64, 128, 3, 5, 7, 11, 13, 29, 49, 77, 97, 101, 202, 211, 360, 540,
  ];
  it.each([...lengths, 957, 1168, 1440, 1752, 1913, 1920])(
    "is so for a side of %d, which has its own way of being transformed",
    (length) => {
      for (const image of [grayNoise(length, 3, length), grayNoise(6, length, length)])
        expect(Math.abs(sharpness(image) - definition(image))).toBeLessThan(1e-6);
    },
  );

  it("is 0 for a photo of one brightness", () => {
    const rgb = new Uint8Array(3 * 64 * 48).fill(128);
    expect(sharpness({ width: 64, height: 48, rgb })).toBeCloseTo(0, 9);
    expect(sharpness({ width: 64, height: 48, rgb: rgb.fill(0) })).toBe(0);
  });

  it("is the same bits whatever image came before", () => {
    const image = grayNoise(60, 44, 1);
    const first = sharpness(image);
    for (const other of [grayNoise(60, 44, 2), grayNoise(202, 101, 3), grayNoise(1, 1, 4)]) {
      sharpness(other);
      expect(sharpness(image)).toBe(first);
    }
  });

  it("falls when a photo is blurred", () => {
    const { width, height, rgb } = grayNoise(24, 18, 5);
    const blurred = rgb.map((value, i) => {
      const around = [i, i - 3, i + 3, i - 3 * width, i + 3 * width].map((j) => rgb[j] ?? value);
      return around.reduce((sum, one) => sum + one, 0) / around.length;
    });
    expect(sharpness({ width, height, rgb: blurred })).toBeLessThan(
      sharpness({ width, height, rgb }),
    );
  });

  it("takes its brightness as 0.299, 0.587 and 0.114 of red, green and blue, rounded in 14 bits", () => {
    // Many pixels, so that they come in several parts, and a number that sixteen does not divide.
    const [width, height] = [263, 257];
    let state = 7;
    const rgb = Uint8Array.from({ length: 3 * width * height }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    });
    const gray = new Uint8Array(rgb.length);
    for (let i = 0; i < rgb.length; i += 3) {
      const value = (4899 * rgb[i]! + 9617 * rgb[i + 1]! + 1868 * rgb[i + 2]! + 8192) >> 14;
      gray.fill(value, i, i + 3);
      expect(
        Math.abs(value - 0.299 * rgb[i]! - 0.587 * rgb[i + 1]! - 0.114 * rgb[i + 2]!),
      ).toBeLessThan(0.51);
    }
    expect(sharpness({ width, height, rgb })).toBe(sharpness({ width, height, rgb: gray }));
  });
});

describe("the compiled module", () => {
  it("is that of the source: npm run wasm:build", () => {
    const source = readFileSync(resolve(import.meta.dirname, "sharpness.as.ts"));
    expect(createHash("sha256").update(source).digest("hex")).toBe(sourceHash);
  });
});

const shared = process.env.GSI_SHARED ?? resolve(import.meta.dirname, "../../../shared");
const office = resolve(shared, "data/office-walk");

describe.skipIf(!existsSync(office))("the real office walk (skipped without its data)", () => {
  it("agrees with the published code within 0.01 on every photo", { timeout: 60_000 }, async () => {
    const expected = z
      .object({ sharpness: z.record(z.string(), z.number()) })
      .parse(JSON.parse(readFileSync(resolve(office, "expected.json"), "utf8"))).sharpness;
    const errors: number[] = [];
    for (const [key, score] of Object.entries(expected)) {
      const { data, info } = await sharp(resolve(office, `data/d5a0000001/iphone/rgb/${key}.jpg`))
        .raw()
        .toBuffer({ resolveWithObject: true });
      errors.push(
        Math.abs(sharpness({ width: info.width, height: info.height, rgb: data }) - score),
      );
    }
    expect(errors).toHaveLength(373);
    expect(Math.max(...errors)).toBeLessThan(0.01);
  });
});

/** The score by plain sums over rows and then columns, with the spectrum's middle at zero frequency. */
function definition({ width, height, rgb }: RgbImage): number {
  const radius = Math.floor(0.1 * Math.min(width, height));
  const middleU = Math.floor(width / 2);
  const middleV = Math.floor(height / 2);
  const re = Float64Array.from({ length: width * height }, (_, i) => rgb[3 * i]!);
  const im = new Float64Array(width * height);
  for (let row = 0; row < height; row++) transform(re, im, row * width, 1, width);
  for (let column = 0; column < width; column++) transform(re, im, column, width, height);
  let all = 0;
  let outside = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const u = (column - middleU + width) % width;
      const v = (row - middleV + height) % height;
      const magnitude = Math.hypot(re[v * width + u]!, im[v * width + u]!);
      all += magnitude;
      if ((column - middleU) ** 2 + (row - middleV) ** 2 > radius ** 2) outside += magnitude;
    }
  }
  return all === 0 ? 0 : outside / all;
}

/** The discrete Fourier transform by the sum that defines it, in place. */
function transform(
  re: Float64Array,
  im: Float64Array,
  start: number,
  step: number,
  length: number,
): void {
  const index = Array.from({ length }, (_, n) => start + n * step);
  const [fromRe, fromIm] = [index.map((i) => re[i]!), index.map((i) => im[i]!)] as const;
  const cosines = index.map((_, n) => Math.cos((2 * Math.PI * n) / length));
  const sines = index.map((_, n) => Math.sin((2 * Math.PI * n) / length));
  for (const [k, i] of index.entries()) {
    re[i] = im[i] = 0;
    for (let n = 0, turn = 0; n < length; n++, turn = (turn + k) % length) {
      re[i] += fromRe[n]! * cosines[turn]! + fromIm[n]! * sines[turn]!;
      im[i] += fromIm[n]! * cosines[turn]! - fromRe[n]! * sines[turn]!;
    }
  }
}
