import fc from "fast-check";
import { expect, test } from "vitest";
import { orientedBox, rotateBoxAbout, translateBox } from "#core/geometry/oriented-box.ts";
import { angleBetween, identityRotation } from "#core/geometry/quaternion.ts";
import { direction, point } from "#core/geometry/space.ts";
import { distance } from "#core/geometry/vector.ts";
import { boxOnTheWay } from "./ghost-travel.ts";

const source = orientedBox<"Camera">(point(0.2, 0.5, 3), [0.4, 0.6, 0.5], identityRotation);
const meters = fc.double({ min: -1, max: 1, noNaN: true });
const angle = fc.double({ min: -3, max: 3, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

test("a box sets out from where it is, arrives where it goes, and covers its way evenly", () => {
  fc.assert(
    fc.property(meters, meters, angle, share, (x, z, radians, part) => {
      const target = rotateBoxAbout(
        translateBox(source, direction(x, 0, z)),
        direction<"Camera">(0, -1, 0),
        radians,
      );
      const at = (where: number) => boxOnTheWay(source, target, where);
      expect(distance(at(0).center, source.center)).toBeCloseTo(0, 9);
      expect(at(1)).toBe(target);
      expect(distance(at(part).center, source.center)).toBeCloseTo(part * Math.hypot(x, z), 6);
      expect(angleBetween(at(part).rotation, source.rotation)).toBeCloseTo(
        part * Math.abs(radians),
        5,
      );
    }),
  );
});
