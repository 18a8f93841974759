import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gateAnswer } from "#core/test/gate-answer.ts";
import { readGateAnswer } from "./read-gate-answer.ts";

const answer = gateAnswer({
  comment: 'A chair, called "chair {left}" with a \\ in it.',
  verdict: "drop",
  reasons: [{ reason: "collision", text: "It stands in the desk." }],
  labelCorrection: { label: "armchair", region: [0.1, 0.2, 0.3, 0.4] },
});
const json = JSON.stringify(answer);

const problemOf = (text: string) => {
  const read = readGateAnswer(text, "sample-1");
  return "problem" in read ? read.problem : expect.fail("was read");
};
const problemWith = (changes: object) => problemOf(JSON.stringify({ ...answer, ...changes }));

describe("an answer is read", () => {
  test.each([
    ["alone", json],
    ["on several lines", JSON.stringify(answer, null, 2)],
    ["in a code fence", `\`\`\`json\n${json}\n\`\`\``],
    ["with prose around it", `Let me look {closely}. My answer:\n${json}\nThat is all {really}.`],
    ["given twice", `${json}\n\nAgain:\n${JSON.stringify(answer, null, 2)}`],
  ])("%s", (_, text) => {
    expect(readGateAnswer(text, "sample-1")).toEqual({ answer });
  });
});

describe("an answer is not read but its problem named", () => {
  test.each([
    ["a refusal", "I'm sorry, I can't help with that.", "the answer holds no JSON object"],
    ["nothing", "", "the answer holds no JSON object"],
    ["a verdict in prose", "verdict: keep, confidence 0.9", "the answer holds no JSON object"],
    ["truncated", json.slice(0, -5), "the JSON breaks off before its last brace"],
    ["truncated in a text", json.slice(0, 60), "the JSON breaks off before its last brace"],
    [
      "a verdict twice",
      `${json.slice(0, -1)}, "verd\\u0069ct" : "keep"}`,
      "the JSON gives “verdict” twice",
    ],
    ["a comma too many", `${json.slice(0, -1)},}`, /^the JSON cannot be read: ./],
    [
      "two that contradict",
      `${json} or ${JSON.stringify(gateAnswer())}`,
      "the answer holds 2 different JSON objects: give one",
    ],
    [
      "one among other JSON",
      `{"note": 1} ${json}`,
      "the answer holds 2 different JSON objects: give one",
    ],
    ["an endless one", " ".repeat(20_001), /longer than 20000 characters/],
  ])("%s", (_, text, problem) => {
    if (typeof problem === "string") expect(problemOf(text)).toBe(problem);
    else expect(problemOf(text)).toMatch(problem);
  });

  test.each<[object, string]>([
    [{ verdict: "maybe" }, "verdict must be keep, drop or unsure, it is “maybe”"],
    [{ verdict: undefined }, "verdict is missing"],
    [{ confidence: "0.8" }, "confidence must be a number without quotes, it is “0.8”"],
    [{ confidence: 80 }, "confidence must be at most 1, it is 80"],
    [{ rewrites: ["a"] }, "rewrites must hold exactly 3, it holds 1"],
    [{ rewrites: null }, "rewrites must be a list, it is null"],
    [{ comment: undefined }, "comment is missing"],
    [{ comment: "a".repeat(1001) }, "comment must have at most 1000 characters"],
    [{ score: 1 }, "the answer must not have “score”"],
    [{ reasons: [], comment: "" }, "a drop needs at least one reason or a comment"],
    [
      { labelCorrection: { label: "stool", region: [0.5, 0, 0.1, 1] } },
      "labelCorrection.region must be [left, top, right, bottom] with left < right and top < bottom",
    ],
    [
      { labelCorrection: { label: "stool", region: ["0.5", 0, 0.1, 1] } },
      "labelCorrection.region.0 must be a number without quotes, it is “0.5”",
    ],
    [
      { sample: "sample-2" },
      "sample must be “sample-1”, the answer is about another sample, “sample-2”",
    ],
    [
      { verdict: 1, confidence: null },
      "verdict must be keep, drop or unsure, it is 1; confidence must be a number without quotes, it is null",
    ],
  ])("%o", (changes, problem) => {
    expect(problemWith(changes)).toBe(problem);
  });

  test("a reason that is none is answered with the list", () => {
    const problem = problemWith({ reasons: [{ reason: "ugly", text: "" }] });
    expect(problem).toMatch(
      /^reasons\.0\.reason must be label-movable, .* or words-match, it is “ugly”$/,
    );
  });
});

test("whatever comes, nothing is thrown and no answer is about another sample", () => {
  const piece = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom("{", "}", '"', "\\", "```json", ",}", "[", '{"sample":', json),
    fc.constant(gateAnswer({ sample: "sample-2" })).map((foreign) => JSON.stringify(foreign)),
    fc
      .record({ from: fc.nat(json.length), to: fc.nat(json.length) })
      .map(({ from, to }) => json.slice(from, to)),
    fc
      .tuple(fc.constantFrom(...Object.keys(answer)), fc.jsonValue())
      .map(([field, value]) => JSON.stringify({ ...answer, [field]: value })),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const read = readGateAnswer(pieces.join(""), "sample-1");
      if ("answer" in read) expect(read.answer.sample).toBe("sample-1");
      else expect(read.problem).not.toBe("");
    }),
    { numRuns: 2000 },
  );
  const deep = `{"sample":${"[".repeat(9000)}${"]".repeat(9000)}}`;
  expect(readGateAnswer(deep, "sample-1")).toHaveProperty("problem");
});
