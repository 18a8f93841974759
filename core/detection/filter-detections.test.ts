import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxIou } from "#core/geometry/box-overlap.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { point } from "#core/geometry/space.ts";
import { seededRandom } from "#core/random.ts";
import { randomBox } from "#core/test/room.ts";
import type { Detection } from "./detection.ts";
import { defaultDetectionOptions } from "./detection-options.ts";
import { filterDetections } from "./filter-detections.ts";

const options = defaultDetectionOptions;

function detection(
  key: string,
  { at = [0, 0, 3] as Vec3, size = [0.5, 0.6, 0.7] as Vec3, quality = 0.8, score = 0.5 } = {},
  label = "chair",
): Detection {
  return {
    prompt: { key, label, score, place: { kind: "point", at: [0, 0] } },
    hypothesis: 0,
    quality,
    rect: [0, 0, 10, 10],
    box: orientedBox(point(...at), size, [0, 0, 0, 1]),
    yawRadians: 0,
    logDepthSigma: 0.1,
  };
}

describe("detections that are not believed", () => {
  test("are told with their reason", () => {
    const { kept, removed } = filterDetections(
      [
        detection("fine"),
        detection("clamped", { at: [0, 0, 100] }),
        detection("behind", { at: [0, 0, -2] }),
        detection("in the lens", { at: [0, 0, 0.01] }),
        detection("paper", { at: [2, 0, 3], size: [0.2, 0.3, 0.009] }),
        detection("house", { at: [2, 0, 3], size: [20.5, 3, 3] }),
        detection("doubtful", { at: [-2, 0, 3], quality: 0.04 }),
        detection("least", { at: [-2, 0, 3], quality: 0.05, size: [0.01, 20, 0.01] }),
      ],
      options,
    );
    expect(kept.map(({ prompt }) => prompt.key)).toEqual(["fine", "least"]);
    expect(removed.map((one) => [one.prompt.key, one.reason])).toEqual([
      ["clamped", "too-deep"],
      ["behind", "behind-camera"],
      ["in the lens", "behind-camera"],
      ["paper", "size-out-of-range"],
      ["house", "size-out-of-range"],
      ["doubtful", "low-quality"],
    ]);
    expect(removed[3]!.message).toBe("is 0.200 x 0.300 x 0.00900 m, outside of 0.01 to 20 m");
  });

  test("include the worse of two in one place: by score, then by quality, within a label", () => {
    const { kept, removed } = filterDetections(
      [
        detection("low", { score: 0.4, quality: 0.9 }),
        detection("high", { at: [0.05, 0, 3] }),
        detection("high too", { quality: 0.7 }),
        detection("lamp", {}, "lamp"),
      ],
      options,
    );
    expect(kept.map(({ prompt }) => prompt.key)).toEqual(["high", "lamp"]);
    expect(removed).toMatchObject([
      { prompt: { key: "low" }, reason: "duplicate-box", duplicateOf: "high" },
      { prompt: { key: "high too" }, reason: "duplicate-box", duplicateOf: "high" },
    ]);
  });

  test("are all told once; those kept lie apart", () => {
    const some = fc.array(fc.integer(), { maxLength: 15 }).map((seeds) =>
      seeds.map((seed, i): Detection => {
        const random = seededRandom(seed);
        const one = detection(`d${i}`, { score: random.next(), quality: random.next() / 2 });
        return { ...one, box: randomBox(random, 1) };
      }),
    );
    fc.assert(
      fc.property(some, (detections) => {
        const { kept, removed } = filterDetections(detections, options);
        const keys = [...kept, ...removed].map(({ prompt }) => prompt.key);
        expect(new Set(keys).size).toBe(detections.length);
        expect(keys).toHaveLength(detections.length);
        kept.forEach((a, i) =>
          kept
            .slice(i + 1)
            .forEach((b) => expect(boxIou(a.box, b.box)).toBeLessThanOrEqual(options.boxIouMax)),
        );
        expect(filterDetections(kept, options)).toEqual({ kept, removed: [] });
      }),
    );
  });
});
