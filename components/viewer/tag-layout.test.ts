import fc from "fast-check";
import { expect, test } from "vitest";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { identityRotation } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import type { Tag } from "./tag-layout.ts";
import { placeTag, readableTags } from "./tag-layout.ts";

const k = { fx: 500, fy: 500, cx: 320, cy: 240, width: 640, height: 480 };
const coordinate = fc.double({ min: -3, max: 3, noNaN: true });

test("a tag lies inside the image wherever its box is", () => {
  fc.assert(
    fc.property(coordinate, coordinate, fc.boolean(), (x, y, below) => {
      const box = orientedBox<"Camera">(point(x, y, 2), [0.4, 0.4, 0.4], identityRotation);
      const tag = placeTag(k, box, "office chair", 1.5, below);
      if (!tag) return;
      expect(Math.min(tag.x, tag.y)).toBeGreaterThanOrEqual(0);
      expect(tag.x + tag.width).toBeLessThanOrEqual(k.width + 1e-9);
      expect(tag.y + tag.height).toBeLessThanOrEqual(k.height + 1e-9);
    }),
  );
});

test("a box that the image does not show has no tag", () => {
  const box = orientedBox<"Camera">(point(9, 0, 2), [0.4, 0.4, 0.4], identityRotation);
  expect(placeTag(k, box, "chair", 1)).toBeNull();
});

test("tags that are shown together do not cover each other, and the first one is always shown", () => {
  const spot = fc.record({
    x: fc.nat(200),
    y: fc.nat(200),
    width: fc.integer({ min: 10, max: 60 }),
    height: fc.constant(18),
  });
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1, maxLength: 12 }), (tags) => {
      const shown = readableTags<Tag>(tags, (tag) => tag);
      expect(shown[0]).toBe(tags[0]);
      for (const [index, a] of shown.entries())
        for (const b of shown.slice(index + 1)) {
          const apart =
            a.x + a.width <= b.x ||
            b.x + b.width <= a.x ||
            a.y + a.height <= b.y ||
            b.y + b.height <= a.y;
          expect(apart).toBe(true);
        }
    }),
  );
});
