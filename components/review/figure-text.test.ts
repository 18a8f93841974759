import { expect, test } from "vitest";
import { finding } from "#core/plausibility/finding.ts";
import { figureText } from "./figure-text.ts";

const text = (value: number | null, limit: number | null, unit: string) =>
  figureText(finding("visible-change", { passed: true, message: "", value, limit, unit }));

test("a figure stands before its limit, in the digits of its unit", () => {
  expect(text(0.574, 0.2, "share")).toBe("57 % / 20 %");
  expect(text(3.117, 8, "m")).toBe("3.12 m / 8.00 m");
  expect(text(117.4, 20, "px")).toBe("117 px / 20 px");
  expect(text(12, null, "px")).toBe("12 px");
  expect(text(null, null, "")).toBe("");
});

test("a figure that would look like its limit gets the digits that tell them apart", () => {
  expect(text(15.26, 15, "px")).toBe("15.3 px / 15 px");
  expect(text(14.98, 15, "px")).toBe("14.98 px / 15 px");
  expect(text(0.1996, 0.2, "share")).toBe("19.96 % / 20 %");
  expect(text(15, 15, "px")).toBe("15 px / 15 px");
  expect(text(15 + 1e-9, 15, "px")).toBe("15.000 px / 15 px");
});
