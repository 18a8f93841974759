import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeDepth, encodeDepth, shrinkDepth } from "./depth-bytes.ts";
import { depthAt } from "./depth-map.ts";

const map = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
  .chain(([width, height]) =>
    fc
      .array(fc.float({ min: 0, max: 60, noNaN: true }), {
        minLength: width * height,
        maxLength: width * height,
      })
      .map((depths) => ({ width, height, depthMeters: Float32Array.from(depths) })),
  );

test("a depth map comes back to the millimetre", () => {
  fc.assert(
    fc.property(map, (before) => {
      const after = decodeDepth(encodeDepth(before).buffer);
      expect([after.width, after.height]).toEqual([before.width, before.height]);
      after.depthMeters.forEach((meters, i) =>
        expect(Math.abs(meters - before.depthMeters[i]!)).toBeLessThan(0.00051),
      );
    }),
  );
});

test("bytes of another length are refused", () => {
  expect(() => decodeDepth(new ArrayBuffer(3))).toThrow("0 x 0 has 3 bytes");
  const bytes = encodeDepth({ width: 2, height: 1, depthMeters: new Float32Array(2) });
  expect(() => decodeDepth(bytes.buffer.slice(0, 6))).toThrow("2 x 1 has 6 bytes");
});

test("a smaller map shows at every place what the large one shows there", () => {
  fc.assert(
    fc.property(map, fc.integer({ min: 1, max: 50 }), (before, sideMax) => {
      const after = shrinkDepth(before, sideMax);
      expect(Math.max(after.width, after.height)).toBeLessThanOrEqual(sideMax);
      for (let row = 0; row < after.height; row++)
        for (let column = 0; column < after.width; column++)
          expect(after.depthMeters[row * after.width + column]).toBe(
            depthAt(before, after.width, after.height, column, row),
          );
    }),
  );
});
