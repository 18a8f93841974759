import { expect, test } from "vitest";
import { quaternionAbout } from "#core/geometry/quaternion.ts";
import { invert, rigidTransform } from "#core/geometry/rigid-transform.ts";
import { point } from "#core/geometry/space.ts";
import { dot, normalize, subtract } from "#core/geometry/vector.ts";
import { placePlan } from "./plan-view.ts";

const k = { fx: 500, fy: 500, cx: 300, cy: 250, width: 640, height: 480 };
/** Level, looking along world +y from the height of eyes. */
const camera = invert(
  rigidTransform<"World", "Camera">(quaternionAbout([1, 0, 0], -Math.PI / 2), [0, 0, 1.4]),
);
const focus = { center: point<"World">(0.5, 2, 0.8), radiusMeters: 1 };

test("the top plan looks straight down with the photo's way up, the side plan level from the photo's right", () => {
  const top = placePlan("top", focus, camera, k);
  expect(normalize(subtract(top.position, top.target))[2]).toBeCloseTo(1, 9);
  expect(top.up[1]).toBeCloseTo(1, 9);
  const side = placePlan("side", focus, camera, k);
  expect(normalize(subtract(side.position, side.target))[0]).toBeCloseTo(1, 9);
  expect(side.up[2]).toBeCloseTo(1, 9);
});

test("nothing of the focus is cut away, and a ceiling half a metre above it is", () => {
  for (const from of ["top", "side"] as const) {
    const { position, target } = placePlan(from, focus, camera, k);
    const toEye = normalize(subtract(position, target));
    const cut = dot(subtract(position, focus.center), toEye);
    expect(cut).toBeGreaterThan(focus.radiusMeters);
    expect(cut).toBeLessThan(focus.radiusMeters + 0.5);
  }
});
