import { expect, test } from "vitest";
import { matchWords } from "./match-words.ts";

test("every word of the query must be found, in any order", () => {
  expect(matchWords("Take back my last verdict", "verdict back")).toBe(0);
  expect(matchWords("Take back my last verdict", "verdict front")).toBeNull();
  expect(matchWords("Skip", "")).toBe(0);
});

test("a whole word is better than a beginning, that than an inside, that than scattered letters", () => {
  const asked = ["undo", "und", "ndo", "uo"];
  const scores = asked.map((query) => matchWords("Undo the last change", query)!);
  expect(scores).toEqual(scores.toSorted((a, b) => a - b));
  expect(new Set(scores).size).toBe(4);
  expect(matchWords("Undo the last change", "oudn")).toBeNull();
});

test("case and accents do not count, and signs part words", () => {
  expect(matchWords("Café-table", "CAFE table")).toBe(0);
});
