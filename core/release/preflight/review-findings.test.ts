import { describe, expect, test } from "vitest";
import type { VerdictKind } from "#core/sample/verdict.ts";
import { reviewFindings } from "./review-findings.ts";

/** Codes for verdicts written as "who kind". */
function codes(acceptancesMin: number, ...said: string[]): string[] {
  const verdicts = said.map((one) => {
    const [actorId = "", kind] = one.split(" ");
    return { actorId, kind: kind as VerdictKind };
  });
  return reviewFindings("s", verdicts, acceptancesMin).map(({ code }) => code);
}

describe("the reviews of a sample", () => {
  test("count by person: the last word of each, and a skip is none", () => {
    expect(codes(1, "a accept")).toEqual([]);
    expect(codes(2, "a accept", "a accept")).toEqual(["review-missing"]);
    expect(codes(2, "a accept", "b accept")).toEqual([]);
    expect(codes(1, "a skip")).toEqual(["review-missing"]);
    expect(codes(1, "a reject", "a accept", "a skip")).toEqual([]);
    expect(codes(1, "a accept", "a reject")).toEqual(["review-missing"]);
  });

  test("disagree when one accepts and another rejects", () => {
    expect(codes(1, "a accept", "b reject")).toEqual(["reviews-disagree"]);
    expect(codes(1, "a accept", "b skip")).toEqual([]);
    expect(codes(0, "a reject", "b reject")).toEqual([]);
    expect(codes(0)).toEqual([]);
  });
});
