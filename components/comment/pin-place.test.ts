import fc from "fast-check";
import { expect, test } from "vitest";
import { randomRoom } from "#core/test/room.ts";
import { pinAt, pinPlace, pinText } from "./pin-place.ts";

const scene = randomRoom(3, 12);
const { width, height } = scene.intrinsics;

test("a place in the photo is found again to a hundredth of a pixel", () => {
  const anyPixel = fc.tuple(
    fc.double({ min: -0.5, max: width - 0.5, noNaN: true }),
    fc.double({ min: -0.5, max: height - 0.5, noNaN: true }),
  );
  fc.assert(
    fc.property(anyPixel, ([x, y]) => {
      const place = pinPlace(scene, pinAt(scene, [x, y]))!;
      expect(place[0]).toBeCloseTo(x, 2);
      expect(place[1]).toBeCloseTo(y, 2);
    }),
  );
});

test("the corners of the photo are the ends of the shares, and nothing lies beyond", () => {
  expect(pinAt(scene, [-0.5, -0.5])).toEqual({ kind: "photo", u: 0, v: 0 });
  expect(pinAt(scene, [width - 0.5, height - 0.5])).toEqual({ kind: "photo", u: 1, v: 1 });
  expect(pinAt(scene, [-50, height + 50])).toEqual({ kind: "photo", u: 0, v: 1 });
});

test("a pin at an object goes with its box; one at an object that is gone has no place", () => {
  const [object] = scene.objects;
  const pin = { kind: "object", objectId: object!.id } as const;
  const [x, y] = pinPlace(scene, pin)!;
  expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
  expect(pinText(scene, pin)).toBe(object!.label);
  expect(pinPlace(scene, { kind: "object", objectId: "gone" })).toBeNull();
});
