import { describe, expect, it } from "vitest";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { identityRotation } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import { distanceOutside, scanBounds } from "./scan-bounds.ts";

const box = orientedBox(point<"World">(0, 0, 1), [2, 2, 2], identityRotation);
const mesh = {
  positions: Float32Array.from([0, 0, 0, 5, 0.5, 0.5]),
  colors: new Uint8Array(6),
  faces: new Uint32Array(0),
};

describe("the bounds of a scan", () => {
  it("hold its surface and its boxes", () => {
    expect(scanBounds(mesh, [box])).toEqual({ min: [-1, -1, 0], max: [5, 1, 2] });
    expect(scanBounds(null, [box])).toEqual({ min: [-1, -1, 0], max: [1, 1, 2] });
    expect(scanBounds(null, [])).toBeNull();
  });

  it("tell how far outside a place is", () => {
    const bounds = scanBounds(null, [box])!;
    expect(distanceOutside(bounds, [0.5, -1, 2])).toBe(0);
    expect(distanceOutside(bounds, [4, 5, 1])).toBe(5);
    expect(distanceOutside(bounds, [0, 0, -3])).toBe(3);
  });
});
