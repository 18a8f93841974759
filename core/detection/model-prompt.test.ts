import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ImageRect } from "#core/geometry/projection.ts";
import { modelFrame } from "./model-frame.ts";
import { promptAsGiven, promptInModelFrame } from "./model-prompt.ts";
import type { Prompt } from "./prompt.ts";

const frame = modelFrame({ fx: 1200, fy: 1200, cx: 875, cy: 583, width: 1752, height: 1168 });
const asIs = { promptExpand: 0 } as const;
const ofRect = (rect: ImageRect): Prompt => ({
  key: "a",
  label: "chair",
  score: 1,
  place: { kind: "rect", rect },
});
const ofPoint = (u: number, v: number): Prompt => ({
  key: "a",
  label: "chair",
  score: 1,
  place: { kind: "point", at: [u, v] },
});
const u = fc.double({ min: -300, max: 2100, noNaN: true });

describe("a prompt in the model's frame", () => {
  test("is scaled, less the crop, cut to the picture and truncated", () => {
    const { coords, labels } = promptInModelFrame(frame, ofRect([-50, 100, 700.3, 5000]), asIs);
    expect(coords).toEqual([0, Math.trunc((100.5 * 597) / 1168 - 4), 358, 588]);
    expect(labels).toEqual([2, 3]);
  });

  test("is enlarged on every side by a tenth where that is asked for", () => {
    const { coords } = promptInModelFrame(frame, ofRect([599.5, 599.5, 799.5, 799.5]), {
      promptExpand: 0.1,
    });
    const at = (value: number, ratio: number, crop: number) => Math.trunc(value * ratio - crop);
    expect(coords).toEqual([
      at(580, 896 / 1752, 0),
      at(580, 597 / 1168, 4),
      at(820, 896 / 1752, 0),
      at(820, 597 / 1168, 4),
    ]);
  });

  test("keeps a point where it is, padded to the length of a rectangle", () => {
    const given = promptInModelFrame(frame, ofPoint(333.25, 444.75), asIs);
    expect(given.labels).toEqual([1, -1]);
    expect(given.coords.slice(2)).toEqual([0, 0]);
    const back = promptAsGiven(frame, given);
    if (back.kind !== "point") throw new Error("a point is no rectangle");
    expect(back.at[0]).toBeCloseTo(333.25, 9);
    expect(back.at[1]).toBeCloseTo(444.75, 9);
  });

  test("never leaves the picture and holds whole numbers", () => {
    fc.assert(
      fc.property(u, u, u, u, (x1, y1, x2, y2) => {
        const { coords } = promptInModelFrame(frame, ofRect([x1, y1, x2, y2]), asIs);
        coords.forEach((value, i) => {
          expect(Number.isInteger(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(i % 2 === 0 ? 896 : 588);
        });
      }),
    );
  });

  test("loses less than a pixel of the frame at each edge, to the left and the top", () => {
    const inside = fc.double({ min: 10, max: 1150, noNaN: true });
    fc.assert(
      fc.property(inside, inside, inside, inside, (x1, y1, x2, y2) => {
        const rect = [x1, y1, x2, y2] as const;
        const back = promptAsGiven(frame, promptInModelFrame(frame, ofRect(rect), asIs));
        if (back.kind !== "rect") throw new Error("a rectangle is no point");
        back.rect.forEach((value, i) => {
          expect(rect[i]! - value).toBeGreaterThan(-1e-9);
          expect(rect[i]! - value).toBeLessThan(1752 / 896 + 0.01);
        });
      }),
    );
  });
});
