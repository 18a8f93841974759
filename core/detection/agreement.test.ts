import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxAxes, orientedBox } from "#core/geometry/oriented-box.ts";
import { projectBoxBounds } from "#core/geometry/projection.ts";
import { multiplyQuaternions, quaternionAbout } from "#core/geometry/quaternion.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { point } from "#core/geometry/space.ts";
import { seededRandom } from "#core/random.ts";
import { randomBox } from "#core/test/room.ts";
import type { AnnotatedBox } from "./agreement.ts";
import { Agreement, findAgreements, yawDifference } from "./agreement.ts";
import type { Detection } from "./detection.ts";

const photo = { fx: 1500, fy: 1500, cx: 960, cy: 720, width: 1920, height: 1440 };

function boxAt(at: Vec3, size: Vec3 = [0.4, 0.5, 0.8], yaw = 0): BoxInCamera {
  return orientedBox(point(...at), size, quaternionAbout([0, 1, 0], yaw));
}

function detected(key: string, box: BoxInCamera, label = "chair", seen = box): Detection {
  return {
    prompt: { key, label, score: 0.5, place: { kind: "point", at: [0, 0] } },
    hypothesis: 0,
    quality: 0.8,
    rect: projectBoxBounds(photo, seen) ?? [0, 0, 0, 0],
    box,
    yawRadians: 0,
    logDepthSigma: 0.1,
  };
}

const annotated = (key: string, box: BoxInCamera, label = "chair"): AnnotatedBox => ({
  key,
  label,
  box,
});

const pairsOf = (all: readonly Agreement[]) =>
  all.map(({ promptKey, objectKey }) => `${promptKey}-${objectKey}`);

describe("matching detections with the annotation", () => {
  test("says of a match how well it agrees", () => {
    const [found] = findAgreements(
      photo,
      [detected("p", boxAt([0.1, 0, 3.3], [0.8, 0.5, 0.8], 0.2), " Chair")],
      [annotated("o", boxAt([0.1, 0, 3]))],
    );
    expect(found).toMatchObject({ promptKey: "p", objectKey: "o", label: "chair" });
    expect(found!.centerDistanceMeters).toBeCloseTo(0.3, 9);
    expect(found!.depthRatio).toBeCloseTo(1.1, 9);
    expect(found!.sizeRatio).toBeCloseTo(Math.cbrt(2), 9);
    expect(found!.yawDifferenceRadians).toBeCloseTo(0.2, 9);
  });

  test("is one to one, the most shared volume first", () => {
    const found = findAgreements(
      photo,
      [detected("far", boxAt([0.1, 0, 3.2])), detected("near", boxAt([0, 0, 3.01]))],
      [annotated("o", boxAt([0, 0, 3])), annotated("lamp", boxAt([0.1, 0, 3.2]), "lamp")],
    );
    expect(pairsOf(found)).toEqual(["near-o"]);
  });

  test("finds boxes at a wrong scale by their rectangles", () => {
    const objects = [-0.9, 0, 0.9].map((x, i) => annotated(`o${i}`, boxAt([x, 0, 3])));
    const found = findAgreements(
      photo,
      objects.map(({ box }, i) => {
        const [x, y, z] = box.center;
        const far = orientedBox(
          point<"Camera">(2.14 * x, 2.14 * y, 2.14 * z),
          box.size,
          box.rotation,
        );
        return detected(`p${i}`, far, "chair", box);
      }),
      objects,
    );
    expect(pairsOf(found)).toEqual(["p0-o0", "p1-o1", "p2-o2"]);
    for (const { iou3d, depthRatio } of found) {
      expect(iou3d).toBe(0);
      expect(depthRatio).toBeCloseTo(2.14, 9);
    }
  });

  test("takes the prompt's key for the object's, whatever overlaps more", () => {
    const found = findAgreements(
      photo,
      [detected("o1", boxAt([0, 0, 3])), detected("p", boxAt([0, 0, 3.05]))],
      [annotated("o1", boxAt([1, 0, 3]), "seat"), annotated("o2", boxAt([0, 0, 3]))],
    );
    expect(pairsOf(found)).toEqual(["o1-o1", "p-o2"]);
  });

  test("leaves out other labels, other places and what is behind the camera", () => {
    const found = findAgreements(
      photo,
      [
        detected("a", boxAt([0, 0, 3]), "lamp"),
        detected("b", boxAt([1, 0, 3])),
        detected("c", boxAt([0, 0, -3])),
      ],
      [
        annotated("o", boxAt([0, 0, 3])),
        annotated("c", boxAt([-1, 0, 3]), "vase"),
        annotated("b", boxAt([1, 0, -3])),
      ],
    );
    expect(found).toEqual([]);
  });

  test("whatever the boxes, can be stored, and a box agrees with itself", () => {
    const boxes = fc
      .array(fc.integer(), { maxLength: 6 })
      .map((seeds) => seeds.map((seed) => randomBox(seededRandom(seed), 2)));
    fc.assert(
      fc.property(boxes, boxes, (some, others) => {
        const found = findAgreements(
          photo,
          some.map((box, i) => detected(`p${i}`, box)),
          others.map((box, i) => annotated(`o${i}`, box)),
        );
        expect(Agreement.array().parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
        expect(new Set(found.map(({ objectKey }) => objectKey)).size).toBe(found.length);
        const same = findAgreements(
          photo,
          some.map((box, i) => detected(`k${i}`, box)),
          some.map((box, i) => annotated(`k${i}`, box)),
        );
        expect(same).toHaveLength(some.length);
        for (const one of same) {
          expect(one.iou3d).toBeCloseTo(1, 6);
          expect(one.centerDistanceMeters).toBe(0);
          expect(one.yawDifferenceRadians).toBeLessThan(1e-6);
          expect([one.sizeRatio, one.depthRatio]).toEqual([1, 1]);
        }
      }),
    );
  });

  test("has no size ratio for a flat thing", () => {
    const flat = boxAt([0, 0, 3], [0.4, 0.5, 0]);
    const [found] = findAgreements(
      photo,
      [detected("o", boxAt([0, 0, 3]))],
      [annotated("o", flat)],
    );
    expect(found!.sizeRatio).toBeNull();
  });
});

describe("the difference of yaw", () => {
  const yaw = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
  const small = fc.double({ min: -0.7, max: 0.7, noNaN: true });

  test("does not tell half turns about the box's axes, nor which side is called w", () => {
    fc.assert(
      fc.property(fc.integer(), small, fc.constantFrom(0, 1, 2), (seed, turn, axis) => {
        const base = randomBox(seededRandom(seed), 3);
        const reference = orientedBox(base.center, [0.4, 0.5, 0.9], base.rotation);
        const about = (box: BoxInCamera, i: number, angle: number): BoxInCamera =>
          orientedBox(
            box.center,
            box.size,
            multiplyQuaternions(quaternionAbout(boxAxes(box)[i]!, angle), box.rotation),
          );
        const turned = about(reference, 1, turn);
        const quarter = about(turned, 1, Math.PI / 2);
        const renamed = orientedBox<"Camera">(quarter.center, [0.9, 0.5, 0.4], quarter.rotation);
        for (const box of [turned, about(turned, axis, Math.PI), renamed]) {
          expect(yawDifference(box, reference)).toBeCloseTo(Math.abs(turn), 6);
          expect(yawDifference(reference, box)).toBeCloseTo(Math.abs(turn), 6);
        }
      }),
    );
  });

  test("is at most a right angle, and half of one where a footprint is square", () => {
    fc.assert(
      fc.property(yaw, yaw, (a, b) => {
        const long = boxAt([0, 0, 3], [0.4, 0.5, 0.9], a);
        const square = boxAt([0, 0, 3], [0.4, 0.5, 0.42], b);
        expect(yawDifference(long, square)).toBeLessThanOrEqual(Math.PI / 4);
        const other = boxAt([0, 0, 3], [0.4, 0.5, 0.9], b);
        expect(yawDifference(long, other)).toBeLessThanOrEqual(Math.PI / 2);
        expect(Math.cos(2 * yawDifference(long, other))).toBeCloseTo(Math.cos(2 * (a - b)), 9);
      }),
    );
  });
});
