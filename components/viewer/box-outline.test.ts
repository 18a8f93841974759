import fc from "fast-check";
import { expect, test } from "vitest";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { identityRotation, quaternionAbout } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import { boxOutline, outlinePath } from "./box-outline.ts";

const k = { fx: 500, fy: 500, cx: 320, cy: 240, width: 640, height: 480 };

test("straight ahead, only the back face is hidden", () => {
  const box = orientedBox<"Camera">(point(0, 0, 3), [1, 1, 1], identityRotation);
  const outline = boxOutline(k, box);
  expect(outline).toHaveLength(12);
  const behind = outline.filter((edge) => edge.behind);
  expect(behind).toHaveLength(8);
  expect(behind.every((edge) => Math.max(edge.fromDepthMeters, edge.toDepthMeters) > 3.4)).toBe(
    true,
  );
});

test("a box seen from a corner hides the three edges of its farthest corner", () => {
  const turn = fc.double({ min: 0.3, max: 1.2, noNaN: true });
  fc.assert(
    fc.property(turn, (angle) => {
      const box = orientedBox<"Camera">(
        point(0, 2, 4),
        [1, 1, 1],
        quaternionAbout([0, 1, 0], angle),
      );
      const behind = boxOutline(k, box).filter((edge) => edge.behind);
      expect(behind).toHaveLength(3);
    }),
  );
});

test("a box behind the camera has no outline", () => {
  const box = orientedBox<"Camera">(point(0, 0, -3), [1, 1, 1], identityRotation);
  expect(boxOutline(k, box)).toEqual([]);
  expect(outlinePath([])).toBe("");
});
