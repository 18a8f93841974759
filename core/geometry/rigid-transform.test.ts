import * as fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { randomRotation } from "#core/test/room.ts";
import type { RigidTransform } from "./rigid-transform.ts";
import {
  CameraFromWorld,
  compose,
  invert,
  rigidTransform,
  transformDirection,
  transformPoint,
} from "./rigid-transform.ts";
import { direction, point } from "./space.ts";
import { distance } from "./vector.ts";

const coordinate = fc.double({ min: -10, max: 10, noNaN: true });
const triples = fc.tuple(coordinate, coordinate, coordinate);
const poses = fc
  .tuple(fc.integer(), triples)
  .map(([seed, translation]) =>
    rigidTransform<"Camera", "World">(randomRotation(seededRandom(seed)), translation),
  );

test("there and back again is where it was", () => {
  fc.assert(
    fc.property(poses, triples, (cameraFromWorld, [x, y, z]) => {
      const inWorld = point<"World">(x, y, z);
      const back = transformPoint(
        invert(cameraFromWorld),
        transformPoint(cameraFromWorld, inWorld),
      );
      expect(distance(back, inWorld)).toBeLessThan(1e-9);
    }),
  );
});

test("one after the other is the same as both at once", () => {
  fc.assert(
    fc.property(poses, poses, triples, (cameraFromWorld, other, [x, y, z]) => {
      const worldFromBox = other as unknown as RigidTransform<"World", "Box">;
      const inBox = point<"Box">(x, y, z);
      const stepwise = transformPoint(cameraFromWorld, transformPoint(worldFromBox, inBox));
      const atOnce = transformPoint(compose(cameraFromWorld, worldFromBox), inBox);
      expect(distance(atOnce, stepwise)).toBeLessThan(1e-9);
    }),
  );
});

test("a direction does not feel the translation", () => {
  fc.assert(
    fc.property(poses, triples, triples, (cameraFromWorld, [x, y, z], [dx, dy, dz]) => {
      const from = transformPoint(cameraFromWorld, point<"World">(x, y, z));
      const to = transformPoint(cameraFromWorld, point<"World">(x + dx, y + dy, z + dz));
      const way = transformDirection(cameraFromWorld, direction<"World">(dx, dy, dz));
      expect(distance([to[0] - from[0], to[1] - from[1], to[2] - from[2]], way)).toBeLessThan(1e-9);
    }),
  );
});

test("a stored pose comes back the same", () => {
  fc.assert(
    fc.property(poses, (pose) => {
      const { rotation, translation } = CameraFromWorld.parse(JSON.parse(JSON.stringify(pose)));
      expect(translation).toEqual(JSON.parse(JSON.stringify(pose.translation)));
      expect(Math.hypot(...rotation.map((x, i) => x - pose.rotation[i]!))).toBeLessThan(1e-12);
    }),
  );
});
