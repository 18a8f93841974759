import { expect, test } from "vitest";
import { percentText, rangeText } from "./share-text.ts";

test.each([
  [0, "0 %"],
  [0.00001, "0.1 %"],
  [0.004, "0.4 %"],
  [0.126, "13 %"],
  [0.99, "99 %"],
  [0.9951, "99.5 %"],
  [0.99999, "99.9 %"],
  [1, "100 %"],
])("%f is said as %s", (share, text) => {
  expect(percentText(share)).toBe(text);
});

test("limits share their unit", () => {
  expect(rangeText({ low: 0.66, high: 0.996 })).toBe("66 to 99.6 %");
});
