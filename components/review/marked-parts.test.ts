import fc from "fast-check";
import { expect, test } from "vitest";
import { markedParts } from "./marked-parts.ts";

test("the pieces joined are the text, whatever is complained about", () => {
  const range = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => ({
    message: "",
    range: [Math.min(a, b), Math.max(a, b)] as const,
  }));
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.array(range), (text, complaints) => {
      const parts = markedParts(text, complaints);
      expect(parts.map((part) => part.text).join("")).toBe(text);
    }),
  );
});

test("exactly the words complained about are marked", () => {
  const parts = markedParts("Move the mug left", [{ message: "says left", range: [13, 17] }]);
  expect(parts).toEqual([
    { start: 0, text: "Move the mug ", wrong: false },
    { start: 13, text: "left", wrong: true },
  ]);
});

test("a complaint about what is not said marks nothing", () => {
  expect(markedParts("Move it", [{ message: "no distance", range: null }])).toEqual([
    { start: 0, text: "Move it", wrong: false },
  ]);
});
