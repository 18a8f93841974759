import { describe, expect, test } from "vitest";
import type { GateVerdict } from "./gate-answer.ts";
import { auditDraw, decideGate } from "./decide.ts";

test.each<[GateVerdict, number, string | null, GateVerdict]>([
  ["keep", 0.1, null, "keep"],
  ["keep", 1, "answer keep", "unsure"],
  ["drop", 0.6, null, "drop"],
  ["drop", 0.59, null, "unsure"],
  ["drop", 0.9, "answer keep", "drop"],
  ["unsure", 1, null, "unsure"],
])("%s at %d with orders %j is %s", (verdict, confidence, orders, decided) => {
  const options = { dropAtConfidence: 0.6 };
  expect(decideGate({ answer: { verdict, confidence }, options, orders })).toBe(decided);
});

describe("the draw of the audit", () => {
  const ids = Array.from({ length: 4000 }, (_, index) => `sample-${index}`);
  const drawn = (seed: number, share: number) => ids.filter((id) => auditDraw(id, seed, share));

  test("takes about its share, all or none at the ends", () => {
    expect(drawn(1, 0)).toEqual([]);
    expect(drawn(1, 1)).toEqual(ids);
    expect(Math.abs(drawn(1, 0.05).length / ids.length - 0.05)).toBeLessThan(0.01);
  });

  test("is the same for the same seed, another for another, and grows with the share", () => {
    expect(drawn(1, 0.05)).toEqual(drawn(1, 0.05));
    expect(drawn(2, 0.05)).not.toEqual(drawn(1, 0.05));
    expect(drawn(1, 0.2)).toEqual(expect.arrayContaining(drawn(1, 0.05)));
  });
});
