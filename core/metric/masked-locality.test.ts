import { describe, expect, test } from "vitest";
import { lpipsInput, maskedLpips, maskedMse, maskedSsim } from "./masked-locality.ts";

const size = { width: 12, height: 9 };
const pixels = size.width * size.height;
const picture = (value: (index: number) => number) => ({
  ...size,
  data: Uint8Array.from({ length: pixels * 3 }, (_, index) => value(index)),
});
const pattern = picture((index) => (index * 53) % 256);
const none = new Uint8Array(pixels);
const all = new Uint8Array(pixels).fill(1);

describe("structural similarity", () => {
  test("of a picture with itself is 1, with its negative below 0", () => {
    expect(maskedSsim(pattern, pattern)).toBeCloseTo(1, 12);
    const negative = picture((index) => 255 - pattern.data[index]!);
    expect(maskedSsim(pattern, negative)).toBeLessThan(0);
  });

  test("takes its range from the second picture alone", () => {
    const dim = picture((index) => (pattern.data[index]! >> 4) + 1);
    expect(maskedSsim(pattern, dim)).not.toBeCloseTo(maskedSsim(dim, pattern), 3);
  });

  test("only looks at the pixels of the mask, and is NaN without any", () => {
    const changed = picture((index) =>
      index < 3 ? 255 - pattern.data[index]! : pattern.data[index]!,
    );
    const far = Uint8Array.from(all, (_, index) => (index % size.width > 4 ? 1 : 0));
    expect(maskedSsim(pattern, changed)).toBeLessThan(1);
    expect(maskedSsim(pattern, changed, far)).toBeCloseTo(1, 12);
    expect(maskedSsim(pattern, changed, none)).toBeNaN();
  });
});

test("the squared error is the mean over the mask, and NaN without any", () => {
  const brighter = picture((index) => pattern.data[index]! ^ (index < 3 ? 4 : 0));
  expect(maskedMse(pattern, brighter, all)).toBeCloseTo((3 * 16) / (3 * pixels), 12);
  const onlyFirst = none.with(0, 1);
  expect(maskedMse(pattern, brighter, onlyFirst)).toBe(16);
  expect(maskedMse(pattern, brighter, none)).toBeNaN();
});

describe("perceptual distance", () => {
  test("the network's input is planes from -1 to 1, in the asked channel order", () => {
    const two = { width: 2, height: 1, data: Uint8Array.of(255, 0, 51, 0, 0, 0) };
    const rounded = (values: Float32Array) => [...values].map((value) => Number(value.toFixed(6)));
    expect(rounded(lpipsInput(two, "rgb"))).toEqual([1, -1, -1, -1, -0.6, -1]);
    expect(rounded(lpipsInput(two, "bgr"))).toEqual([-0.6, -1, -1, -1, 1, -1]);
  });

  test("a picture without a value above 1 counts as scaled already", () => {
    const dark = { width: 1, height: 1, data: Float32Array.of(1, 0.5, 0) };
    expect([...lpipsInput(dark, "rgb")]).toEqual([1, 0, -1]);
  });

  test("is the mean of the map over the mask, and 0 without any", () => {
    const map = Float32Array.of(0.5, 1, 9);
    expect(maskedLpips(map, Uint8Array.of(1, 1, 0))).toBe(0.75);
    expect(maskedLpips(map, Uint8Array.of(0, 0, 0))).toBe(0);
  });
});
