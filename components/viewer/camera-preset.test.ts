import fc from "fast-check";
import { expect, test } from "vitest";
import { unprojectPixel } from "#core/geometry/projection.ts";
import { multiplyQuaternions, quaternionAbout } from "#core/geometry/quaternion.ts";
import { invert, rigidTransform, transformPoint } from "#core/geometry/rigid-transform.ts";
import type { Point, Vec3 } from "#core/geometry/space.ts";
import { point } from "#core/geometry/space.ts";
import { cross, dot, normalize, subtract } from "#core/geometry/vector.ts";
import type { CameraPlace } from "./camera-preset.ts";
import { placeCamera } from "./camera-preset.ts";

const k = { fx: 500, fy: 500, cx: 300, cy: 250, width: 640, height: 480 };
/** Level, looking along world +y. */
const level = quaternionAbout([1, 0, 0], -Math.PI / 2);
const small = fc.double({ min: -0.4, max: 0.4, noNaN: true });
const worldFromCamera = fc
  .tuple(small, small, small, small)
  .map(([yaw, pitch, x, y]) =>
    rigidTransform<"World", "Camera">(
      multiplyQuaternions(
        quaternionAbout([0, 0, 1], yaw),
        multiplyQuaternions(level, quaternionAbout([1, 0, 0], pitch)),
      ),
      [x, y, 1.4],
    ),
  );
const focus = { center: point<"World">(0, 2, 0.8), radiusMeters: 1 };

/** Screen coordinates (right, up) of a world point, in units of half the view's height. */
function onScreen(place: CameraPlace, position: Point<"World">): [number, number] {
  const toward = normalize(subtract(place.target, place.position));
  const right = normalize(cross<Vec3>(toward, place.up));
  const up = cross<Vec3>(right, toward);
  const ray = subtract(position, place.position);
  const reach = dot(ray, toward) * Math.tan((place.fovDegrees * Math.PI) / 360);
  return [dot(ray, right) / reach, dot(ray, up) / reach];
}

test("the photo view shows things where the photo shows them", () => {
  fc.assert(
    fc.property(worldFromCamera, fc.double({ min: 1, max: 4, noNaN: true }), (pose, depth) => {
      const place = placeCamera("photo", focus, invert(pose), k, 640 / 480);
      for (const pixel of [
        [10, 20],
        [600, 470],
        [300, 250],
      ] as const) {
        const [x, y] = onScreen(place, transformPoint(pose, unprojectPixel(k, pixel, depth)));
        const unit = Math.tan((place.fovDegrees * Math.PI) / 360);
        expect(x * unit).toBeCloseTo((pixel[0] - k.cx) / k.fx, 6);
        expect(y * unit).toBeCloseTo(-(pixel[1] - k.cy) / k.fy, 6);
      }
    }),
  );
});

test("the photo view holds the whole photo in a pane of any aspect", () => {
  fc.assert(
    fc.property(worldFromCamera, fc.double({ min: 0.4, max: 3, noNaN: true }), (pose, aspect) => {
      const place = placeCamera("photo", focus, invert(pose), k, aspect);
      for (const pixel of [
        [0, 0],
        [639, 0],
        [0, 479],
        [639, 479],
      ] as const) {
        const [x, y] = onScreen(place, transformPoint(pose, unprojectPixel(k, pixel, 2)));
        expect(Math.abs(x)).toBeLessThanOrEqual(aspect + 1e-9);
        expect(Math.abs(y)).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
  );
});

test("what is further right in the photo is further right from the top and in front", () => {
  fc.assert(
    fc.property(worldFromCamera, (pose) => {
      const left = transformPoint(pose, unprojectPixel(k, [100, 250], 2));
      const right = transformPoint(pose, unprojectPixel(k, [500, 250], 2));
      for (const preset of ["top", "front"] as const) {
        const place = placeCamera(preset, focus, invert(pose), k, 1);
        expect(onScreen(place, right)[0]).toBeGreaterThan(onScreen(place, left)[0]);
      }
      const near = transformPoint(pose, unprojectPixel(k, [300, 250], 1));
      const far = transformPoint(pose, unprojectPixel(k, [300, 250], 3));
      const top = placeCamera("top", focus, invert(pose), k, 1);
      expect(onScreen(top, far)[1]).toBeGreaterThan(onScreen(top, near)[1]);
    }),
  );
});

test("every view has its focus in sight, whatever the pane", () => {
  fc.assert(
    fc.property(worldFromCamera, fc.double({ min: 0.4, max: 3, noNaN: true }), (pose, aspect) => {
      for (const preset of ["top", "side", "front", "free"] as const) {
        const place = placeCamera(preset, focus, invert(pose), k, aspect);
        for (const axis of [0, 1, 2]) {
          const edge = [...focus.center] as [number, number, number];
          edge[axis] = edge[axis]! + 0.99;
          const [x, y] = onScreen(place, point(...edge));
          expect(Math.abs(x)).toBeLessThan(aspect);
          expect(Math.abs(y)).toBeLessThan(1);
        }
      }
    }),
  );
});

test("a photo taken straight down still has a way ahead", () => {
  const down = rigidTransform<"World", "Camera">(quaternionAbout([1, 0, 0], Math.PI), [0, 0, 3]);
  const place = placeCamera("front", focus, invert(down), k, 1);
  expect(place.position.every(Number.isFinite)).toBe(true);
  expect(place.position[1]).toBeLessThan(0);
});
