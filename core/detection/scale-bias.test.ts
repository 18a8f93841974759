import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { unprojectPixel } from "#core/geometry/projection.ts";
import { quaternionAbout } from "#core/geometry/quaternion.ts";
import { seededRandom } from "#core/random.ts";
import { faultlessOutputs } from "#core/test/decoder-outputs.ts";
import { findAgreements } from "./agreement.ts";
import { decodeDetections } from "./decode-detections.ts";
import { checkPredictedFocal } from "./focal-check.ts";
import type { IntrinsicsMode } from "./intrinsics-mode.ts";
import { modelFrame } from "./model-frame.ts";
import type { Prompt } from "./prompt.ts";
import { ScaleBias, measureScaleBias } from "./scale-bias.ts";

const photo = { fx: 1602, fy: 1603, cx: 961, cy: 719, width: 1920, height: 1440 };

/** Boxes of many sizes all over a made-up photo: in front of the camera, apart from each other or not. */
function photoBoxes(seed: number, count: number): BoxInCamera[] {
  const random = seededRandom(seed, "photo");
  const between = (min: number, max: number) => min + random.next() * (max - min);
  return Array.from({ length: count }, () => {
    const depth = between(2, 6);
    const center = unprojectPixel(photo, [between(250, 1650), between(250, 1150)], depth);
    const size = [between(0.1, 1), between(0.1, 1), between(0.1, 1)] as const;
    return orientedBox(center, size, quaternionAbout([0, 1, 0], between(-3, 3)));
  });
}

/**
 * Agreements over ten photos, decoded in a mode by a detector that sees the right boxes with the photo's own
 * camera and reads `focalFactor` times its focal length off the photo.
 */
function agreementsOf(seed: number, mode: IntrinsicsMode, focalFactor = 1) {
  const frame = modelFrame(photo);
  const { fx, fy, cx, cy } = frame.intrinsics;
  const predicted = { fx: focalFactor * fx, fy: focalFactor * fy, cx, cy };
  return Array.from({ length: 10 }, (_, i) => {
    const objects = photoBoxes(10 * seed + i, 6).map((box, j) => ({
      key: `object:${j}`,
      label: "chair",
      box,
    }));
    const prompts = objects.map((_one, j): Prompt => ({
      key: `prompt:${j}`,
      label: "chair",
      score: 1,
      place: { kind: "point", at: [0, 0] },
    }));
    const outputs = faultlessOutputs(frame.intrinsics, objects);
    const { detections } = decodeDetections(outputs, prompts, frame, predicted, mode);
    return findAgreements(photo, detections, objects);
  }).flat();
}

describe("the scale of a scene's detections", () => {
  test("with the photo's camera unscaled is suspect, and the mistake is named", () => {
    for (const seed of [1, 2, 3]) {
      const bias = measureScaleBias(agreementsOf(seed, "gsi-compat"), [photo]);
      expect(bias.verdict).toBe("suspect");
      expect(bias.count).toBeGreaterThan(40);
      expect(Math.exp(bias.medianLogRatio!)).toBeCloseTo(1920 / 896, 2);
      expect(bias.message).toContain(
        "the intrinsics of the original photo were probably used unscaled (1920 px / 896 = 2.14)",
      );
      expect(ScaleBias.parse(JSON.parse(JSON.stringify(bias)))).toEqual(bias);
    }
  });

  test.for(["given", "predicted", "virtual-to-real"] as const)(
    "with the right camera is not, in mode %s",
    (mode) => {
      for (const seed of [1, 2, 3]) {
        const bias = measureScaleBias(agreementsOf(seed, mode), [photo]);
        expect(bias.verdict).toBe("none");
        expect(bias.count).toBe(60);
        expect(Math.abs(bias.medianLogRatio!)).toBeLessThan(0.001);
      }
    },
  );

  test("is suspect also where the detector misjudges the focal length, without a named mistake", () => {
    const bias = measureScaleBias(agreementsOf(1, "gsi-compat", 1.3), [photo]);
    expect(bias.verdict).toBe("suspect");
    expect(bias.message).toContain("check the intrinsics");
  });

  test("names the photo's own size, and intrinsics scaled twice", () => {
    const ratios = (ratio: number) => Array.from({ length: 8 }, () => ({ depthRatio: ratio }));
    const dslr = { width: 1168, height: 1752 };
    expect(measureScaleBias(ratios(1.96), [dslr]).message).toContain("unscaled (1752 px");
    expect(measureScaleBias(ratios(896 / 1752), [dslr]).message).toContain("twice (896 / 1752 px");
    expect(measureScaleBias(ratios(2.14), [dslr]).message).toContain("scale of the scan");
    expect(measureScaleBias(ratios(1.5), [dslr]).message).toContain("scale of the scan");
  });

  test("is not judged by few matches or by scatter", () => {
    const far = { depthRatio: 2 };
    expect(measureScaleBias([], [photo])).toMatchObject({ count: 0, verdict: "none" });
    expect(measureScaleBias([far, far, far, far], [photo]).verdict).toBe("none");
    expect(measureScaleBias([far, far, far, far, far], [photo]).verdict).toBe("suspect");
    const scattered = [0.1, 0.2, 1.5, 8, 9].map((depthRatio) => ({ depthRatio }));
    expect(measureScaleBias(scattered, [photo]).verdict).toBe("none");
  });

  test("follows a common factor, whatever a minority of the matches says", () => {
    const near = fc.double({ min: 0.97, max: 1.03, noNaN: true });
    const wild = fc.double({ min: 0.01, max: 100, noNaN: true });
    const factor = fc.double({ min: 1.4, max: 4, noNaN: true });
    const good = fc.array(near, { minLength: 8, maxLength: 30 });
    fc.assert(
      fc.property(good, fc.array(wild, { maxLength: 3 }), factor, (sound, odd, times) => {
        const of = (scaleBy: number) =>
          measureScaleBias(
            [...sound.map((ratio) => scaleBy * ratio), ...odd].map((depthRatio) => ({
              depthRatio,
            })),
            [photo],
          ).verdict;
        expect([of(1), of(times), of(1 / times)]).toEqual(["none", "suspect", "suspect"]);
      }),
    );
  });
});

describe("the focal length that the detector reads off a photo", () => {
  const read = (factor: number) => ({ ...photo, fx: factor * photo.fx });

  test.for([0.71, 1, 1.39])("may be %s times the given one", (factor) => {
    const { verdict, logFocalRatio } = checkPredictedFocal(photo, read(factor));
    expect(verdict).toBe("none");
    expect(logFocalRatio).toBeCloseTo(Math.log(factor), 12);
  });

  test.for([0.69, 1.41, 896 / 1920])("is suspect at %s times the given one", (factor) => {
    const { verdict, message } = checkPredictedFocal(photo, read(factor));
    expect(verdict).toBe("suspect");
    expect(message).toContain("outside of 0.7 to 1.4: check the intrinsics");
  });

  test("is suspect where there is none", () => {
    expect(checkPredictedFocal(photo, null)).toMatchObject({
      verdict: "suspect",
      logFocalRatio: null,
    });
  });
});
