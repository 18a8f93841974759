import { describe, expect, it } from "vitest";
import { labelBySpan } from "./label-by-span.ts";

const thresholds = { boxThreshold: 0.4, textThreshold: 0.25 };
/** begin, chair, stop, office, chair, stop, end */
const spans = [
  { label: "chair", from: 1, to: 2 },
  { label: "office chair", from: 3, to: 5 },
];

describe("the label of a query", () => {
  it.each([
    [
      "the label that holds the other, when all of it is meant",
      [0, 0.6, 0, 0.9, 0.6, 0, 0],
      "office chair",
      0.9,
    ],
    ["the shorter label, when only that is meant", [0, 0.6, 0, 0.1, 0.6, 0, 0], "chair", 0.6],
    ["the longer of equals", [0, 0.5, 0, 0.5, 0.5, 0, 0], "office chair", 0.5],
  ])("is %s", (_, probabilities, label, score) => {
    expect(labelBySpan(probabilities, spans, thresholds)).toEqual({ label, score });
  });

  it.each([
    ["its best token is at the box threshold", [0, 0.4, 0, 0, 0, 0, 0]],
    ["its mean is at the text threshold", [0, 0, 0, 0.5, 0, 0, 0]],
    ["only what is no label is bright", [1, 0, 1, 0, 0, 1, 1]],
  ])("is none when %s", (_, probabilities) => {
    expect(labelBySpan(probabilities, spans, thresholds)).toBeNull();
  });

  it("is none without labels", () => {
    expect(labelBySpan([1, 1], [], thresholds)).toBeNull();
  });
});
