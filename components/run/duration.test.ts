import { expect, test } from "vitest";
import { durationText, timeLeft } from "./duration.ts";

test.each([
  [0, "0 s"],
  [-500, "0 s"],
  [59_400, "59 s"],
  [59_600, "1 min"],
  [185_000, "3 min 5 s"],
  [3_600_000, "1 h"],
  [7_800_000, "2 h 10 min"],
])("%d ms is %s", (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});

test("half done takes as long again; too little done says nothing", () => {
  expect(timeLeft(10_000, 20, 20)).toBe(10_000);
  expect(timeLeft(10_000, 4, 100)).toBeNull();
  expect(timeLeft(10_000, 20, 0)).toBeNull();
  expect(timeLeft(10_000, 100, 9)).toBeNull();
});
