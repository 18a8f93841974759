import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gateAnswer } from "#core/test/gate-answer.ts";
import { combineVotes } from "./combine-votes.ts";
import type { GateAnswer } from "./gate-answer.ts";
import { GateVerdict } from "./gate-answer.ts";

const vote = (verdict: GateVerdict, confidence = 0.8, changes: Partial<GateAnswer> = {}) =>
  gateAnswer({ verdict, confidence, ...changes });
const drop = (reason: "collision" | "support", text: string, confidence = 0.8) =>
  vote("drop", confidence, { reasons: [{ reason, text }], comment: text });

describe("several answers", () => {
  test("of which there is one are that one", () => {
    const answer = drop("collision", "in the desk");
    const votes = { keep: 0, drop: 1, unsure: 0 };
    expect(combineVotes([answer])).toEqual({ ...answer, votes });
  });

  test("give the verdict of most, as sure as they are many and sure", () => {
    const combined = combineVotes([
      drop("collision", "in the desk", 0.6),
      vote("keep", 1),
      drop("support", "in the air", 0.9),
      drop("collision", "in the table", 0.3),
    ]);
    expect(combined).toMatchObject({
      verdict: "drop",
      votes: { keep: 1, drop: 3, unsure: 0 },
      comment: "in the air",
      reasons: [
        { reason: "collision", text: "in the desk" },
        { reason: "support", text: "in the air" },
      ],
    });
    expect(combined.confidence).toBeCloseTo((3 / 4) * 0.6);
  });

  test("that come to a tie are unsure, with the reasons of those who lead", () => {
    const tied = [vote("keep"), vote("keep"), drop("support", "a"), drop("collision", "b")];
    expect(combineVotes(tied)).toMatchObject({
      verdict: "unsure",
      confidence: 0,
      reasons: [{ reason: "support" }, { reason: "collision" }],
    });
    const withDoubt = combineVotes([...tied, vote("unsure", 0.5)]);
    expect(withDoubt.verdict).toBe("unsure");
    expect(withDoubt.confidence).toBeCloseTo(0.1);
  });

  test("correct the label only where more than half agree", () => {
    const stool = (left: number, label = "stool") =>
      vote("keep", 0.8, { labelCorrection: { label, region: [left, 0.2, 0.6, 0.8] } });
    expect(combineVotes([stool(0.1), vote("keep")]).labelCorrection).toBeNull();
    expect(combineVotes([stool(0.1), stool(0.2, "box"), vote("keep")]).labelCorrection).toBeNull();
    const corrected = combineVotes([stool(0.1), vote("keep"), stool(0.3, " Stool")]);
    expect(corrected.labelCorrection?.label).toBe("stool");
    expect(corrected.labelCorrection?.region[0]).toBeCloseTo(0.2);
  });

  test("are refused where they are about different samples, or none", () => {
    expect(() => combineVotes([])).toThrow("no answer");
    expect(() => combineVotes([vote("keep"), gateAnswer({ sample: "sample-2" })])).toThrow(
      "answers about “sample-1” and “sample-2”",
    );
  });
});

test("a verdict that is given has no more confidence than votes, and every rewrite stays once", () => {
  const answer = fc.record({
    verdict: fc.constantFrom(...GateVerdict.options),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    rewrites: fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 3, maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 9 }), (changes) => {
      const answers = changes.map((one) => gateAnswer(one));
      const combined = combineVotes(answers);
      const counts = Object.values(combined.votes);
      expect(counts.reduce((a, b) => a + b)).toBe(answers.length);
      const most = Math.max(...counts);
      const isTie = counts.filter((count) => count === most).length > 1;
      if (isTie) expect(combined.verdict).toBe("unsure");
      else expect(combined.votes[combined.verdict]).toBe(most);
      const share = combined.votes[combined.verdict] / answers.length;
      expect(combined.confidence).toBeLessThanOrEqual(share + 1e-9);
      expect(combined.rewrites.toSorted()).toEqual(
        [...new Set(answers.flatMap(({ rewrites }) => rewrites))].toSorted(),
      );
    }),
  );
});
