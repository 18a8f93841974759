import { describe, expect, test } from "vitest";
import type { ModelResults } from "./aggregate.ts";
import { aggregateScores, consistencyKey } from "./aggregate.ts";
import type { ConsistencyScore } from "./consistency-reply.ts";
import { complianceStatistics, localityStatistics } from "./result-statistics.ts";

function one(score: ConsistencyScore | undefined, compliance = 1): ModelResults {
  return {
    compliance: { a_1: { operation: "scale", compliance } },
    accuracy: { a_1: { operation: "scale", edit_score: 0.5 } },
    locality: { a_1: { ssim: 0.9, lpips: 0.2, mse: 3 } },
    consistency: new Map(score === undefined ? [] : [["a_edit_1", score]]),
  };
}

describe("aggregateScores", () => {
  test("weighs the four published figures alike and leaves the structural one out", () => {
    expect(aggregateScores(one(8))).toEqual({
      compliance: 100,
      accuracy: 50,
      localitySsim: 90,
      localityLpips: 80,
      consistency: 80,
      average: (100 + 50 + 80 + 80) / 4,
    });
  });

  test.for([[0], [null], [undefined]] as const)(
    "an appearance score of %s takes everything",
    ([score]) => {
      expect(aggregateScores(one(score))).toMatchObject({ compliance: 0, accuracy: 0, average: 0 });
    },
  );

  test("a sample that does not comply keeps its accuracy", () => {
    expect(aggregateScores(one(8, 0))).toMatchObject({
      compliance: 0,
      accuracy: 50,
      localityLpips: 0,
      consistency: 0,
    });
  });

  test("scores outside 0 to 10 are not clamped", () => {
    expect(aggregateScores(one(85))).toMatchObject({ consistency: 850 });
  });

  test("names the sample on which the published code stops", () => {
    expect(aggregateScores(one("unusable"))).toEqual({ stoppedAt: "a_1" });
    expect(aggregateScores({ ...one(8), accuracy: {} })).toEqual({ stoppedAt: "a_1" });
  });

  test("without locality a complying sample gets none, and no samples give zeros", () => {
    expect(aggregateScores({ ...one(8), locality: {} })).toMatchObject({
      localitySsim: 0,
      localityLpips: 0,
      consistency: 80,
    });
    expect(aggregateScores({ ...one(8), compliance: {} })).toMatchObject({ average: 0 });
  });
});

test("an appearance score is found under its name, then with .jpg, then with .png", () => {
  const names = (...keys: string[]) => new Map(keys.map((key) => [key, 1]));
  expect(consistencyKey("a_frame_2_10", names("a_frame_2_edit_10"))).toBe("a_frame_2_edit_10");
  expect(consistencyKey("a_1", names("a_edit_1.png", "a_edit_1.jpg"))).toBe("a_edit_1.jpg");
  expect(consistencyKey("a_1", names("a_edit_1.png"))).toBe("a_edit_1.png");
});

test("statistics of nothing are zero", () => {
  expect(complianceStatistics([])).toEqual({
    operation_success_rate: {},
    overall_success_rate: 0,
    overall_total_count: 0,
  });
  expect(localityStatistics([])).toMatchObject({ overall_mean_ssim: 0, operation_mean_ssim: {} });
});
