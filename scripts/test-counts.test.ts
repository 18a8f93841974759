import { expect, test } from "vitest";
import { formatCounts, sumCounts, withExitCode } from "./test-counts.ts";

test("the closing line names what was skipped only if something was", () => {
  expect(formatCounts({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
  expect(formatCounts({ passed: 12, failed: 1, skipped: 3 })).toBe(
    "12 passed, 1 failed, 3 skipped",
  );
});

test("sections add up", () => {
  const counts = { passed: 2, failed: 1, skipped: 3 };
  expect(sumCounts([counts, counts])).toEqual({ passed: 4, failed: 2, skipped: 6 });
  expect(sumCounts([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test("a runner that fails without a failed test counts as one failure", () => {
  expect(withExitCode({ passed: 5, failed: 0, skipped: 0 }, 1).failed).toBe(1);
  expect(withExitCode({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2);
  expect(withExitCode({ passed: 5, failed: 0, skipped: 0 }, 0).failed).toBe(0);
  expect(withExitCode(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
