import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iou2d } from "#core/metric/box-iou.ts";
import { DetectionOptions, defaultDetectionOptions } from "./detection-options.ts";
import { filterPrompts } from "./filter-prompts.ts";
import { mergePrompts } from "./merge-prompts.ts";
import { modelFrame } from "./model-frame.ts";
import type { Prompt } from "./prompt.ts";

const frame = modelFrame({ fx: 1200, fy: 1200, cx: 875, cy: 583, width: 1752, height: 1168 });

function prompt(
  key: string,
  place: Prompt["place"] | readonly [number, number, number, number],
  { label = "chair", score = 0.5 } = {},
): Prompt {
  return { key, label, score, place: "kind" in place ? place : { kind: "rect", rect: place } };
}

const edge = fc.double({ min: -200, max: 2000, noNaN: true });
const somePrompts = fc
  .array(
    fc.record({
      rect: fc.tuple(edge, edge, edge, edge),
      label: fc.constantFrom("chair", "Office  chair", "lamp"),
      score: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 12 },
  )
  .map((all) => all.map(({ rect, label, score }, i) => prompt(`p${i}`, rect, { label, score })));

describe("prompts that are not worth asking", () => {
  test("are told with their reason", () => {
    const { kept, removed } = filterPrompts(
      frame,
      [
        prompt("fine", [100, 100, 200, 200]),
        prompt("flat", [100, 100, 100, 200]),
        prompt("turned", [200, 100, 100, 200]),
        prompt("left of it", [-80, 100, -10, 200]),
        prompt("in the cropped rows", [100, 0, 200, 6]),
        prompt("thin", [100, 300, 109, 400]),
        prompt("mostly outside", [1748, 300, 1900, 400]),
        prompt("point", { kind: "point", at: [1751.5, 500] }),
        prompt("point outside", { kind: "point", at: [1752, 500] }),
      ],
      defaultDetectionOptions,
    );
    expect(kept.map(({ key }) => key)).toEqual(["fine", "point"]);
    expect(removed.map((one) => [one.prompt.key, one.reason])).toEqual([
      ["flat", "degenerate"],
      ["turned", "degenerate"],
      ["left of it", "outside"],
      ["in the cropped rows", "outside"],
      ["thin", "too-small"],
      ["mostly outside", "too-small"],
      ["point outside", "outside"],
    ]);
    expect(removed[4]!.message).toBe("is 4.6 x 51.1 px in the model's frame, under 5");
  });

  test("include the worse of two that overlap, within a label only", () => {
    const { kept, removed } = filterPrompts(
      frame,
      [
        prompt("worse", [100, 100, 200, 200], { score: 0.4 }),
        prompt("better", [105, 100, 205, 200], { score: 0.6 }),
        prompt("other", [100, 100, 200, 200], { label: "lamp", score: 0.3 }),
        prompt("beside", [150, 100, 250, 200], { score: 0.3 }),
      ],
      defaultDetectionOptions,
    );
    expect(kept.map(({ key }) => key)).toEqual(["better", "other", "beside"]);
    expect(removed).toMatchObject([{ reason: "duplicate-prompt", duplicateOf: "better" }]);
  });

  test("all come back, once; those kept do not overlap; a second look removes none", () => {
    fc.assert(
      fc.property(somePrompts, (prompts) => {
        const { kept, removed } = filterPrompts(frame, prompts, defaultDetectionOptions);
        const all = [...kept, ...removed.map((one) => one.prompt)];
        expect(new Set(all)).toEqual(new Set(prompts));
        expect(all).toHaveLength(prompts.length);
        for (const { prompt: one, duplicateOf } of removed) {
          if (duplicateOf === null) continue;
          const better = kept.find(({ key }) => key === duplicateOf)!;
          expect(better.score).toBeGreaterThanOrEqual(one.score);
        }
        kept.forEach(({ place: a, label }, i) =>
          kept.slice(i + 1).forEach(({ place: b, label: other }) => {
            if (label !== other || a.kind !== "rect" || b.kind !== "rect") return;
            expect(iou2d(a.rect, b.rect)).toBeLessThanOrEqual(0.7);
          }),
        );
        expect(filterPrompts(frame, kept, defaultDetectionOptions).removed).toEqual([]);
      }),
    );
  });
});

describe("merging prompts", () => {
  const options = defaultDetectionOptions;

  test("gives labels that mean the same one name, and keeps the better of two finds", () => {
    const { kept, removed } = mergePrompts(
      [
        prompt("a", [0, 0, 100, 100], { label: " Couch ", score: 0.5 }),
        prompt("b", [0, 0, 100, 90], { label: "sofa", score: 0.7 }),
        prompt("c", [0, 0, 100, 89], { label: "bench", score: 0.9 }),
        prompt("d", [500, 0, 600, 89], { label: "office\tCHAIR", score: 0.1 }),
      ],
      { Sofa: ["couch", "settee"] },
      options,
    );
    expect(kept.map(({ key, label }) => [key, label])).toEqual([
      ["a", "sofa"],
      ["c", "bench"],
      ["d", "office chair"],
    ]);
    expect(removed).toMatchObject([
      { prompt: { key: "b", label: "sofa" }, reason: "duplicate-prompt", duplicateOf: "c" },
    ]);
  });

  test("leaves other labels alone where their limit is 1", () => {
    const same = [
      prompt("a", [0, 0, 100, 100], { label: "desk" }),
      prompt("b", [0, 0, 100, 100], { label: "table" }),
    ];
    const apart = DetectionOptions.parse({ promptIouMaxAcrossLabels: 1 });
    expect(mergePrompts(same, {}, apart).removed).toEqual([]);
    expect(mergePrompts(same, {}, options).kept.map(({ key }) => key)).toEqual(["a"]);
  });

  test("is done after one time, and loses no prompt", () => {
    fc.assert(
      fc.property(somePrompts, (prompts) => {
        const synonyms = { chair: ["office chair"] };
        const { kept, removed } = mergePrompts(prompts, synonyms, options);
        expect(kept.length + removed.length).toBe(prompts.length);
        expect(mergePrompts(kept, synonyms, options)).toEqual({ kept, removed: [] });
      }),
    );
  });
});
