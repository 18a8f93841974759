import { expect, test } from "vitest";
import type { GsiBox } from "./gsi-box.ts";
import { findReferred, referWords } from "./refer-word.ts";

const at = (x: number, y: number, z: number): GsiBox => [x, y, z, 1, 1, 1, 0];

test("no box is referred to among none", () => {
  for (const word of referWords) expect(findReferred([], word)).toBe(-1);
});

test("the first of equals is meant, under every word", () => {
  for (const word of referWords) expect(findReferred([at(1, 2, 3), at(1, 2, 3)], word)).toBe(0);
});

test("the highest is the one with the smallest y, which points down", () => {
  expect(findReferred([at(0, 1, 2), at(0, -1, 2)], "the highest")).toBe(1);
});
