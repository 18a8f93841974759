import { expect, test } from "vitest";
import { costOfAll, dollarsText, readBudget } from "./dollars.ts";

test.each([
  [0, "$0.00"],
  [0.00421, "$0.0042"],
  [0.5, "$0.5000"],
  [1, "$1.00"],
  [12.499, "$12.50"],
])("%d dollars are %s", (dollars, text) => {
  expect(dollarsText(dollars)).toBe(text);
});

test.each([
  ["", null],
  ["  ", null],
  ["2.50", 2.5],
  [" $3 ", 3],
  [".5", 0.5],
])("“%s” is a budget of %j", (text, dollars) => {
  expect(readBudget(text)).toEqual({ dollars });
});

test.each(["0", "0.001", "-1", "1e3", "two", "1,50", "2000000", "NaN", "1."])(
  "“%s” is no budget",
  (text) => {
    expect(readBudget(text)).toHaveProperty("problem");
  },
);

test("the whole costs as much each as what is done, never less than what is spent", () => {
  expect(costOfAll(0.3, 30, 70)).toBe(1);
  expect(costOfAll(0.301, 30, 0)).toBe(0.31);
  expect(costOfAll(0, 30, 70)).toBeNull();
  expect(costOfAll(0.3, 0, 70)).toBeNull();
});
