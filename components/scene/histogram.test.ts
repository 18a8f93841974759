import fc from "fast-check";
import { expect, test } from "vitest";
import { histogram, histogramLimits } from "./histogram.ts";

const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });

test("every value is counted once, whatever the limits", () => {
  fc.assert(
    fc.property(fc.array(share), fc.integer({ min: 1, max: 30 }), (values, bins) => {
      const made = histogram(values, 0.4, 0.8, bins);
      expect(made).toHaveLength(bins);
      expect(made.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
    }),
  );
});

test("the limits hold all values and the threshold", () => {
  fc.assert(
    fc.property(fc.array(share), share, (values, threshold) => {
      const [low, high] = histogramLimits(values, threshold);
      for (const value of [...values, threshold]) {
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
      }
      expect(high).toBeGreaterThan(low);
    }),
  );
});
