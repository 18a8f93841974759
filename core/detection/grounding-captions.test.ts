import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groundingCaptions } from "./grounding-captions.ts";

const frame = { begin: 1, end: 2, stop: [3] };
const limits = { tokensMax: 12, labelsMax: Infinity };
const someLabels = fc
  .array(fc.array(fc.integer({ min: 10, max: 99 }), { maxLength: 14 }))
  .map((all) => all.map((tokens, at) => ({ label: `label ${at}`, tokens })));

describe("captions of labels", () => {
  it("hold every label once, in order, at its span, and never too many tokens", () => {
    fc.assert(
      fc.property(someLabels, fc.constantFrom(1, 2, Infinity), (labels, labelsMax) => {
        const { captions, unused } = groundingCaptions(labels, frame, { ...limits, labelsMax });
        const found = captions.flatMap(({ tokens, spans }) => {
          expect(tokens.length).toBeLessThanOrEqual(limits.tokensMax);
          expect(spans.length).toBeLessThanOrEqual(labelsMax);
          expect([tokens[0], tokens.at(-1)]).toEqual([1, 2]);
          return spans.map(({ label, from, to }) => {
            expect(tokens[to]).toBe(3);
            return { label, tokens: tokens.slice(from, to) };
          });
        });
        const fits = ({ tokens }: { tokens: number[] }) => tokens.length > 0 && tokens.length <= 9;
        expect(found).toEqual(labels.filter(fits));
        expect(unused).toEqual(labels.filter((one) => !fits(one)).map(({ label }) => label));
      }),
    );
  });

  it("are none without labels", () => {
    expect(groundingCaptions([], frame, limits)).toEqual({ captions: [], unused: [] });
  });
});
