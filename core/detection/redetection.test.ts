import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "#core/metric/golden-vectors.json" with { type: "json" };
import type { GsiBox } from "#core/metric/gsi-box.ts";
import type { GsiDetection, GsiEdit } from "#core/metric/gsi-edit.ts";
import { originRect } from "#core/metric/gsi-edit.ts";
import { judgeRedetection, redetectionLimits } from "./redetection.ts";

const chair: GsiBox = [-0.4, 0.9, 3, 0.5, 0.9, 0.5, 0.2];

/** The chair with one of its numbers changed. */
function off(by: number, index = 0): GsiBox {
  return chair.map((value, i) => (i === index ? value + by : value)) as unknown as GsiBox;
}

const number = fc.double({ min: -10, max: 10, noNaN: true });
const box = fc.tuple(number, number, number, number, number, number, number);
/** Boxes near the chair and anywhere. */
const boxes = fc.array(
  fc.oneof(
    box,
    fc
      .tuple(fc.double({ min: -0.4, max: 0.4, noNaN: true }), fc.nat(6))
      .map(([by, i]) => off(by, i)),
  ),
  { maxLength: 5 },
);

describe("re-detection", () => {
  // What the published evaluator was seen to do: 31 cm is the same place, 32 cm another.
  it.each([
    [0, true, 1],
    [0.29, true, 1],
    [0.31, false, 1],
    [0.32, false, 0],
  ])("of a box that is off by %d m: found %s, matches %d", (by, found, matches) => {
    const judged = judgeRedetection(chair, [off(by)]);
    expect(judged).toMatchObject({ found, matches });
    expect(judged.distance).toBeCloseTo(by ** 2, 9);
    expect(judged.margin).toBeCloseTo(0.1 - by ** 2, 9);
  });

  it("loses a box whose yaw jumps from pi to -pi, and says that it is the yaw", () => {
    const [x, y, z, w, h, l] = chair;
    const judged = judgeRedetection([x, y, z, w, h, l, Math.PI], [[x, y, z, w, h, l, -Math.PI]]);
    expect(judged.found).toBe(false);
    expect(judged.distance).toBeCloseTo(39.48, 2);
    expect(judged.message).toContain("most of it in its yaw");
  });

  it("says what is wrong, with the figure and the limit", () => {
    expect(judgeRedetection(chair, [])).toEqual({
      found: false,
      matches: 0,
      distance: null,
      margin: null,
      message: "the detector finds nothing of this label",
    });
    const messageFor = (...found: GsiBox[]) => judgeRedetection(chair, found).message;
    expect(messageFor(off(0.5, 1), off(2))).toBe(
      "no box is the same: the nearest of 2 is off by 0.2500 (squared, limit 0.1), most of it in its place",
    );
    expect(messageFor(off(0.1), off(-0.1, 4), off(1))).toBe(
      "2 of 3 boxes are the same: which of them is meant is open",
    );
    expect(messageFor(off(0.31))).toMatch(
      /too close to the limit: off by 0\.0961 .*0\.01 under it/,
    );
    expect(messageFor(off(0.1, 5))).toBe("found again, off by 0.0100 (squared, limit 0.1)");
  });

  it("matches where the published code finds the target, on its golden edits", () => {
    for (const { meta, before } of golden.scores) {
      const edit = meta as unknown as GsiEdit;
      const detections = before as unknown as GsiDetection[];
      const { matches } = judgeRedetection(
        edit.original_bbox_3d,
        detections.map((one) => one.bbox_3d),
      );
      expect(matches > 0).toBe(originRect(edit, detections) !== null);
    }
  });

  it("finds only what is the one match, and clearly so; whatever is found, the evaluator finds", () => {
    fc.assert(
      fc.property(boxes, (detections) => {
        const judged = judgeRedetection(chair, detections);
        const { distanceMax, margin } = redetectionLimits;
        expect(judged.distance === null).toBe(detections.length === 0);
        expect(judged.found).toBe(
          judged.matches === 1 && (judged.margin ?? Number.NEGATIVE_INFINITY) >= margin,
        );
        expect(judged.matches > 0).toBe(judged.distance !== null && judged.distance < distanceMax);
      }),
    );
  });

  it("does not depend on the order of the detections", () => {
    fc.assert(
      fc.property(boxes, (detections) => {
        const reversed = judgeRedetection(chair, detections.toReversed());
        const { message: _message, ...judged } = judgeRedetection(chair, detections);
        expect(reversed).toMatchObject(judged);
      }),
    );
  });

  it("is never found by numbers that are none", () => {
    const broken = [...chair.slice(0, 6), Number.NaN] as unknown as GsiBox;
    expect(judgeRedetection(chair, [broken])).toMatchObject({ found: false, matches: 0 });
    expect(judgeRedetection(broken, [chair])).toMatchObject({ found: false, matches: 0 });
  });
});
