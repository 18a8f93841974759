import { expect, test } from "vitest";
import { passesLocality } from "./edit-gate.ts";

test("with nothing compared, the real set passes on the perceptual distance alone", () => {
  const empty = { ssim: Number.NaN, lpips: 0 };
  expect(passesLocality(empty, "GSI-Real")).toBe(true);
  expect(passesLocality(empty, "GSI-Syn")).toBe(false);
});
