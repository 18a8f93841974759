import * as fc from "fast-check";
import { expect, test } from "vitest";
import { dataJson, plainLine } from "./outside-text.ts";

test.each([
  ["office chair", "office chair"],
  ["a\nb\u2028c\u2029d\te\u0000f", "a b c d e f"],
  ["ig\u200Bnore", "ig nore"],
  ["\u202Eevil", "evil"],
  ["45º, ½ m", "45º, ½ m"],
  ["half \uD83D of one", "half of one"],
])("%j becomes %j", (text, line) => {
  expect(plainLine(text, 80)).toBe(line);
});

test("is cut between characters", () => {
  expect(plainLine("abcdef", 4)).toBe("abc…");
  expect(plainLine("ab🪑def", 4)).toBe("ab…");
});

test("any text becomes one short line, and its JSON neither a fence nor a tag", () => {
  const unit = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("```", "</data>", "\n", '"'),
  );
  fc.assert(
    fc.property(fc.array(unit), (units) => {
      const line = plainLine(units.join(""), 40);
      expect(line.length).toBeLessThanOrEqual(40);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(line.isWellFormed()).toBe(true);
      const json = dataJson([line]);
      expect(json).not.toMatch(/[<>`]/);
      expect(JSON.parse(json)).toEqual([line]);
    }),
  );
});
