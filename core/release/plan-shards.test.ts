import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RowSize } from "./plan-shards.ts";
import { planShards } from "./plan-shards.ts";

const row = fc.record({
  bytes: fc.integer({ min: 0, max: 100 }),
  shared: fc.record({ key: fc.constantFrom("a", "b", "c"), bytes: fc.constant(40) }),
});
const limits = fc.record({
  fileBytes: fc.integer({ min: 200, max: 500 }),
  groupBytes: fc.integer({ min: 50, max: 200 }),
});

const sizeOf = (rows: readonly RowSize[]) =>
  rows.reduce((sum, { bytes }) => sum + bytes, 0) +
  new Set(rows.map(({ shared }) => shared.key)).size * 40;

describe("a plan of shards", () => {
  it("holds every row once, in order, within the limits wherever a row alone keeps them", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), limits, (rows, limit) => {
        const files = planShards(rows, limit);
        const numbers = files
          .flat()
          .flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));
        expect(numbers).toEqual(rows.map((_, index) => index));
        for (const groups of files) {
          const sizes = groups.map(({ start, end }) => sizeOf(rows.slice(start, end)));
          sizes.forEach((size, index) => {
            const { start, end } = groups[index]!;
            expect(size <= limit.groupBytes || end - start === 1).toBe(true);
          });
          const total = sizes.reduce((sum, size) => sum + size, 0);
          expect(total <= limit.fileBytes || groups.length === 1).toBe(true);
        }
      }),
    );
  });

  it("counts what rows of a group share once, and again in the next group", () => {
    const shared = { key: "photo", bytes: 60 };
    const rows = Array.from({ length: 6 }, () => ({ bytes: 10, shared }));
    expect(planShards(rows, { fileBytes: 190, groupBytes: 90 })).toEqual([
      [
        { start: 0, end: 3 },
        { start: 3, end: 6 },
      ],
    ]);
    expect(planShards(rows, { fileBytes: 100, groupBytes: 90 })).toHaveLength(2);
  });
});
