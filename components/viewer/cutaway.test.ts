import { expect, test } from "vitest";
import { cutawayOf, roomOf, unlimited } from "./cutaway.ts";

const room = { min: [0, 0, 0], max: [5, 4, 2.5] } as const;

test("from within, the whole world is drawn", () => {
  expect(cutawayOf(room, [2, 2, 1.6])).toEqual({
    min: [-unlimited, -unlimited, -unlimited],
    max: [unlimited, unlimited, unlimited],
  });
});

test("from outside and above, the ceiling and the wall in between go, and no other", () => {
  const { min, max } = cutawayOf(room, [2, -3, 6]);
  expect(min).toEqual([-unlimited, 0.25, -unlimited]);
  expect(max).toEqual([unlimited, unlimited, 2.25]);
});

test("what a scanner saw through a window does not make the room larger", () => {
  const places = Float32Array.from({ length: 3000 }, (_, i) =>
    i < 15 ? 100 : ((i * 7919) % 1000) / 1000,
  );
  const { min, max } = roomOf(places);
  for (const axis of [0, 1, 2] as const) {
    expect(min[axis]).toBeLessThan(0.05);
    expect(max[axis]).toBeGreaterThan(0.95);
    expect(max[axis]).toBeLessThanOrEqual(1);
  }
});
