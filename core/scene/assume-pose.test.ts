import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orientedBox, transformBox, supportPoint } from "#core/geometry/oriented-box.ts";
import {
  angleBetween,
  invertQuaternion,
  multiplyQuaternions,
  quaternionAbout,
} from "#core/geometry/quaternion.ts";
import { invert, rigidTransform, transformDirection } from "#core/geometry/rigid-transform.ts";
import { point, upInWorld } from "#core/geometry/space.ts";
import { assumePose } from "./assume-pose.ts";

const turn = quaternionAbout([1, 0, 0], Math.PI / 2);

/** An upright box in the world, by where it stands. */
function standing(label: string, x: number, y: number, z: number, heading = 0, side = 0.5) {
  const rotation = multiplyQuaternions(
    quaternionAbout([0, 0, 1], heading),
    quaternionAbout([1, 0, 0], -Math.PI / 2),
  );
  const center = point<"World">(x, y, z + side / 2);
  return { label, box: orientedBox(center, [side, side, side], rotation) };
}

const rooms = fc.record({
  pitch: fc.double({ min: -0.6, max: 0.6, noNaN: true }),
  roll: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
  height: fc.double({ min: 0.4, max: 2.5, noNaN: true }),
  headings: fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 2, maxLength: 6 }),
  floor: fc.double({ min: -3, max: 3, noNaN: true }),
});

describe("a pose assumed from boxes", () => {
  it("is the true one, but for place and heading, when furniture stands upright on the floor", () => {
    fc.assert(
      fc.property(rooms, ({ pitch, roll, height, headings, floor }) => {
        const tilt = multiplyQuaternions(
          quaternionAbout([0, 0, 1], roll),
          quaternionAbout([1, 0, 0], pitch),
        );
        const worldFromCamera = rigidTransform<"World", "Camera">(
          invertQuaternion(multiplyQuaternions(tilt, turn)),
          [0, -3, height],
        );
        const cameraFromTrue = invert(worldFromCamera);
        const objects = headings
          .map((heading, i) => standing("office chair", i, 1, 0, heading))
          .concat(standing("lamp", 0.3, 0.2, 0.8))
          .map(({ label, box }) => ({ label, box: transformBox(cameraFromTrue, box) }));
        const { cameraFromWorld, downFrom, heightFrom } = assumePose(objects, floor);
        expect([downFrom, heightFrom]).toEqual(["boxes", "boxes"]);
        const up = transformDirection(cameraFromWorld, upInWorld);
        transformDirection(cameraFromTrue, upInWorld).forEach((value, i) =>
          expect(up[i]).toBeCloseTo(value, 6),
        );
        const camera = invert(cameraFromWorld).translation;
        [0, 0, floor + height].forEach((value, i) => expect(camera[i]).toBeCloseTo(value, 6));
        for (const { label, box } of objects.filter((object) => object.label !== "lamp")) {
          const foot = supportPoint(transformBox(invert(cameraFromWorld), box), upInWorld);
          expect(foot[2], label).toBeCloseTo(floor, 6);
        }
      }),
    );
  });

  it("is level at 1.5 m when nothing tells", () => {
    const { cameraFromWorld, downFrom, heightFrom } = assumePose([], 0);
    expect([downFrom, heightFrom]).toEqual(["level", "assumed"]);
    expect(angleBetween(cameraFromWorld.rotation, turn)).toBeLessThan(1e-6);
    expect(cameraFromWorld.translation[1]).toBeCloseTo(1.5, 12);
  });

  it("is level when boxes lean every way", () => {
    const leaning = [0, 0.3, 0.6, -0.3, -0.6].map((lean) => ({
      label: "box",
      box: orientedBox(point<"Camera">(0, 0, 2), [0.2, 0.2, 0.2], quaternionAbout([0, 0, 1], lean)),
    }));
    expect(assumePose(leaning, 0).downFrom).toBe("level");
  });

  it("is as high as the lowest box when no furniture stands there", () => {
    const low = orientedBox(point<"Camera">(0, 2, 3), [0.2, 0.4, 0.2], [0, 0, 0, 1]);
    const { cameraFromWorld, heightFrom } = assumePose([{ label: "box", box: low }], 0);
    expect(heightFrom).toBe("assumed");
    expect(cameraFromWorld.translation[1]).toBeCloseTo(2.2, 12);
  });

  it("takes a labelled floor before furniture, and no floor above the camera", () => {
    const flat = orientedBox(point<"Camera">(0, 1.3, 3), [4, 0.2, 4], [0, 0, 0, 1]);
    const chair = orientedBox(point<"Camera">(0, 0.7, 3), [0.4, 1, 0.4], [0, 0, 0, 1]);
    const known = [
      { label: "floor", box: flat },
      { label: "chair", box: chair },
    ];
    expect(assumePose(known, 0).cameraFromWorld.translation[1]).toBeCloseTo(1.2, 12);
    const above = orientedBox(point<"Camera">(0, -2, 3), [0.4, 1, 0.4], [0, 0, 0, 1]);
    expect(assumePose([{ label: "chair", box: above }], 0).heightFrom).toBe("assumed");
  });
});
