import fc from "fast-check";
import { expect, test } from "vitest";
import { boxUp, orientedBox, rotateBoxAbout, translateBox } from "#core/geometry/oriented-box.ts";
import { identityRotation } from "#core/geometry/quaternion.ts";
import { direction, point } from "#core/geometry/space.ts";
import { distance } from "#core/geometry/vector.ts";
import { motionPath, turnAngleRadians } from "./motion-path.ts";

const box = orientedBox<"Camera">(point(0.2, 0.3, 2), [0.4, 0.6, 0.3], identityRotation);

test("a shift is drawn from centre to centre", () => {
  const moved = translateBox(box, direction(0.5, 0, 0.1));
  expect(motionPath(box, moved)).toEqual([box.center, moved.center]);
});

test("a box that stays has no path", () => {
  expect(motionPath(box, box)).toEqual([]);
});

test("a turn is an arc around the box that covers the angle of the turn", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 3.1, noNaN: true }), fc.boolean(), (size, left) => {
      const angle = left ? size : -size;
      const turned = rotateBoxAbout(box, boxUp(box), angle);
      expect(turnAngleRadians(box, turned, boxUp(box))).toBeCloseTo(angle, 6);
      const arc = motionPath(box, turned);
      const top = point<"Camera">(0.2, 0, 2);
      const radius = distance(arc[0]!, top);
      for (const place of arc) expect(distance(place, top)).toBeCloseTo(radius, 6);
      const chord = distance(arc[0]!, arc.at(-1)!);
      expect(chord).toBeCloseTo(2 * radius * Math.sin(size / 2), 6);
    }),
  );
});
