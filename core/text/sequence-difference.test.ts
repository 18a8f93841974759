import fc from "fast-check";
import { expect, test } from "vitest";
import { sequenceDifference } from "./sequence-difference.ts";

const anyParts = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 10 });

/** Length of the longest common subsequence, by its definition. */
function longest([a, ...as]: readonly string[], [b, ...bs]: readonly string[]): number {
  if (a === undefined || b === undefined) return 0;
  if (a === b) return 1 + longest(as, bs);
  return Math.max(longest(as, [b, ...bs]), longest([a, ...as], bs));
}

test("it gives both sequences back and keeps as much as can be kept", () => {
  fc.assert(
    fc.property(anyParts, anyParts, (before, after) => {
      const steps = sequenceDifference(before, after);
      const partsWithout = (kind: string) =>
        steps.filter((step) => step.kind !== kind).map(({ part }) => part);
      expect(partsWithout("added")).toEqual(before);
      expect(partsWithout("removed")).toEqual(after);
      expect(steps.filter(({ kind }) => kind === "same").length).toBe(longest(before, after));
    }),
    { numRuns: 200 },
  );
});

test("two long texts with one changed line cost no square of their length", () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => String(index));
  const changed = lines.with(10_000, "other");
  const steps = sequenceDifference(lines, changed).filter(({ kind }) => kind !== "same");
  expect(steps).toEqual([
    { kind: "removed", part: "10000" },
    { kind: "added", part: "other" },
  ]);
});
