import { expect, test } from "vitest";
import { splitterWish } from "./splitter-wish.ts";

const orientations = ["vertical", "horizontal"] as const;
const press = (key: string, shiftKey = false) => ({ key, shiftKey });

test("arrows across a line move it, with Shift five times as far", () => {
  expect(splitterWish("vertical", press("ArrowLeft"))).toBe(-16);
  expect(splitterWish("vertical", press("ArrowRight", true))).toBe(80);
  expect(splitterWish("horizontal", press("ArrowUp", true))).toBe(-80);
  expect(splitterWish("horizontal", press("ArrowDown"))).toBe(16);
});

test("arrows along a line are its own and move nothing", () => {
  for (const key of ["ArrowUp", "ArrowDown"])
    expect(splitterWish("vertical", press(key))).toBeCloseTo(0);
  for (const key of ["ArrowLeft", "ArrowRight"])
    expect(splitterWish("horizontal", press(key))).toBeCloseTo(0);
});

test("letters stay commands of the page", () => {
  for (const orientation of orientations)
    for (const key of ["a", " ", "Escape", "Tab", "F1"])
      expect(splitterWish(orientation, press(key))).toBeNull();
});
