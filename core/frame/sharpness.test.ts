import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { GrayImage } from "./sharpness.ts";
import { grayFromRgb, sharpness } from "./sharpness.ts";

const images = fc
  .record({
    width: fc.integer({ min: 1, max: 24 }),
    height: fc.integer({ min: 1, max: 24 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
  })
  .map(({ width, height, seed }): GrayImage => {
    let state = seed;
    const values = Uint8Array.from({ length: width * height }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    });
    return { width, height, values };
  });

describe("the sharpness score", () => {
  it("is the share of spectral magnitude outside the disc, for sides odd and even", () => {
    fc.assert(
      fc.property(images, (image) => {
        expect(sharpness(image)).toBeCloseTo(definition(image), 9);
      }),
      { numRuns: 60 },
    );
  });

  it("is 0 for a photo of one brightness", () => {
    const values = new Uint8Array(64 * 48).fill(128);
    expect(sharpness({ width: 64, height: 48, values })).toBeCloseTo(0, 9);
    expect(sharpness({ width: 64, height: 48, values: values.fill(0) })).toBe(0);
  });

  it("falls when a photo is blurred", () => {
    const sharpImage = fc.sample(
      images.filter((image) => image.width > 10 && image.height > 10),
      1,
    )[0]!;
    const { width, height, values } = sharpImage;
    const blurred = values.map((_, i) => {
      const around = [i, i - 1, i + 1, i - width, i + width].map((j) => values[j] ?? values[i]!);
      return around.reduce((sum, value) => sum + value, 0) / around.length;
    });
    expect(sharpness({ width, height, values: blurred })).toBeLessThan(sharpness(sharpImage));
  });
});

describe("brightness", () => {
  it("weighs red, green and blue by 0.299, 0.587 and 0.114 and rounds", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3, maxLength: 3 }), (rgb) => {
        const [r, g, b] = [rgb[0]!, rgb[1]!, rgb[2]!] as const;
        const exact = 0.299 * r + 0.587 * g + 0.114 * b;
        const { values } = grayFromRgb(1, 1, rgb);
        expect(Math.abs(values[0]! - exact)).toBeLessThan(0.51);
      }),
    );
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
      errors.push(Math.abs(sharpness(grayFromRgb(info.width, info.height, data)) - score));
    }
    expect(errors).toHaveLength(373);
    expect(Math.max(...errors)).toBeLessThan(0.01);
  });
});

/** The score by the plain double sum over all frequencies, with the spectrum's middle at zero frequency. */
function definition({ width, height, values }: GrayImage): number {
  const radius = Math.floor(0.1 * Math.min(width, height));
  const middleU = Math.floor(width / 2);
  const middleV = Math.floor(height / 2);
  let all = 0;
  let outside = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let re = 0;
      let im = 0;
      values.forEach((value, i) => {
        const phase =
          ((column - middleU) * (i % width)) / width +
          ((row - middleV) * Math.floor(i / width)) / height;
        re += value * Math.cos(2 * Math.PI * phase);
        im -= value * Math.sin(2 * Math.PI * phase);
      });
      const magnitude = Math.hypot(re, im);
      all += magnitude;
      if ((column - middleU) ** 2 + (row - middleV) ** 2 > radius ** 2) outside += magnitude;
    }
  }
  return all === 0 ? 0 : outside / all;
}
