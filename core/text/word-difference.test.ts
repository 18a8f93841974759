import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WordStretch } from "./word-difference.ts";
import { wordDifference } from "./word-difference.ts";

const anyWords = fc.array(fc.constantFrom("move", "the", "red", "chair", "left"), { maxLength: 8 });

const without = (kind: WordStretch["kind"], stretches: readonly WordStretch[]) =>
  stretches
    .filter((one) => one.kind !== kind)
    .map(({ text }) => text)
    .join(" ");

describe("the difference of two texts by words", () => {
  it("marks the words that changed", () => {
    expect(
      wordDifference("Move the chair 50 cm to the left.", "Shift the chair 50 cm to the right."),
    ).toEqual([
      { kind: "removed", text: "Move" },
      { kind: "added", text: "Shift" },
      { kind: "same", text: "the chair 50 cm to the" },
      { kind: "removed", text: "left." },
      { kind: "added", text: "right." },
    ]);
  });

  it("gives both texts back, and is one stretch for equal ones", () => {
    fc.assert(
      fc.property(anyWords, anyWords, (a, b) => {
        const stretches = wordDifference(a.join(" "), b.join(" "));
        expect(without("added", stretches)).toBe(a.join(" "));
        expect(without("removed", stretches)).toBe(b.join(" "));
        expect(wordDifference(a.join(" "), a.join("  ")).length).toBe(a.length > 0 ? 1 : 0);
      }),
    );
  });

  it("keeps as many words in either direction", () => {
    const kept = (a: readonly string[], b: readonly string[]) =>
      wordDifference(a.join(" "), b.join(" "))
        .filter(({ kind }) => kind === "same")
        .flatMap(({ text }) => text.split(" ")).length;
    fc.assert(
      fc.property(anyWords, anyWords, (a, b) => {
        expect(kept(a, b)).toBe(kept(b, a));
      }),
    );
  });
});
