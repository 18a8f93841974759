import { describe, expect, it } from "vitest";
import { identityRotation, quaternionAbout, rotate } from "#core/geometry/quaternion.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import type { RigidTransform } from "#core/geometry/rigid-transform.ts";
import { rigidTransform } from "#core/geometry/rigid-transform.ts";
import { depthAt, depthMapFromMillimeters, fillDepthGaps } from "./depth-map.ts";
import type { Mesh } from "./mesh.ts";
import { rasterizeDepth } from "./rasterize-depth.ts";
import { visibleFraction } from "./visible-fraction.ts";

const k = { fx: 300, fy: 310, cx: 159.5, cy: 119.5, width: 320, height: 240 };
/** A camera whose frame is the world's: x right, y down, z forward. */
const camera: RigidTransform<"Camera", "World"> = rigidTransform(identityRotation, [0, 0, 0]);

/** A rectangle of the given half sides at `z`, turned about the vertical axis. */
function wall(z: number, halfWidth: number, halfHeight: number, turn = 0, x = 0): Mesh {
  const corners: Vec3[] = [
    [-halfWidth, -halfHeight, 0],
    [halfWidth, -halfHeight, 0],
    [halfWidth, halfHeight, 0],
    [-halfWidth, halfHeight, 0],
  ];
  const turned = corners.map((corner) => rotate<Vec3>(quaternionAbout([0, 1, 0], turn), corner));
  return {
    positions: Float32Array.from(turned.flatMap(([a, b, c]) => [a + x, b, c + z])),
    colors: new Uint8Array(12),
    faces: Uint32Array.from([0, 1, 2, 0, 2, 3]),
  };
}

function joined(...meshes: Mesh[]): Mesh {
  return {
    positions: Float32Array.from(meshes.flatMap((mesh) => [...mesh.positions])),
    colors: Uint8Array.from(meshes.flatMap((mesh) => [...mesh.colors])),
    faces: Uint32Array.from(meshes.flatMap((mesh, i) => [...mesh.faces].map((v) => v + 4 * i))),
  };
}

describe("the depth of a mesh", () => {
  it("of a slanted wall is that of the ray and the plane, at every pixel", () => {
    const turn = 0.6;
    const map = rasterizeDepth(wall(3, 9, 9, turn), k, camera);
    expect([map.width, map.height]).toEqual([80, 60]);
    for (let row = 0; row < 60; row += 7) {
      for (let column = 0; column < 80; column += 7) {
        const ray = [(4 * column - k.cx) / k.fx, (4 * row - k.cy) / k.fy, 1] as const;
        // Points of the wall satisfy n . p = n . (0, 0, 3) with n = (sin, 0, cos).
        const exact = (3 * Math.cos(turn)) / (ray[0] * Math.sin(turn) + Math.cos(turn));
        expect(map.depthMeters[row * 80 + column]).toBeCloseTo(exact, 3);
      }
    }
  });

  it("is that of the nearest surface, in whichever order they come; 0 where there is none", () => {
    for (const mesh of [
      joined(wall(2, 0.3, 0.3), wall(4, 1, 1)),
      joined(wall(4, 1, 1), wall(2, 0.3, 0.3)),
    ]) {
      const map = rasterizeDepth(mesh, k, camera);
      expect(depthAt(map, k.width, k.height, 160, 120)).toBeCloseTo(2, 5);
      expect(depthAt(map, k.width, k.height, 215, 120)).toBeCloseTo(4, 5);
      expect(depthAt(map, k.width, k.height, 300, 120)).toBe(0);
    }
  });

  it("of a floor that goes on below and behind the camera is cut at the near plane, not lost", () => {
    const floor: Mesh = {
      positions: Float32Array.from([-9, 1.5, -9, 9, 1.5, -9, 9, 1.5, 9, -9, 1.5, 9]),
      colors: new Uint8Array(12),
      faces: Uint32Array.from([0, 1, 2, 0, 2, 3]),
    };
    const map = rasterizeDepth(floor, k, camera);
    for (const row of [45, 50, 59]) {
      const exact = 1.5 / ((4 * row - k.cy) / k.fy);
      for (const column of [0, 33, 79])
        expect(map.depthMeters[row * 80 + column]).toBeCloseTo(exact, 3);
    }
  });

  it("leaves out what is behind the camera", () => {
    const map = rasterizeDepth(wall(-2, 5, 5), k, camera);
    expect(map.depthMeters.every((depth) => depth === 0)).toBe(true);
  });
});

describe("the visible share of an object", () => {
  const behind = rasterizeDepth(joined(wall(2, 0.4, 3, 0, -0.4), wall(3, 3, 3)), k, camera);
  const row = (z: number) =>
    Float32Array.from(Array.from({ length: 41 }, (_, i) => [(i - 20) * 0.04, 0, z]).flat());

  it("counts points that agree with the depth, of those in the image", () => {
    // The near wall hides x < 0 (seen at 3 m: up to 0); its edge falls between two points.
    expect(visibleFraction(k, camera, row(3), behind)).toBeCloseTo(20 / 41, 1);
    expect(visibleFraction(k, camera, row(3.04), behind)).toBeCloseTo(20 / 41, 1);
    expect(visibleFraction(k, camera, row(3.1), behind)).toBe(0);
  });

  it("leaves points outside the image out, and is null when none is inside", () => {
    const outside = Float32Array.from([9, 0, 3, 0, 0, -3]);
    expect(visibleFraction(k, camera, outside, behind)).toBeNull();
    const both = Float32Array.from([9, 0, 3, 0.5, 0, 3]);
    expect(visibleFraction(k, camera, both, behind)).toBe(1);
    expect(visibleFraction(k, camera, new Float32Array(0), behind)).toBeNull();
  });

  it("counts pixels without depth as not agreeing", () => {
    const blind = depthMapFromMillimeters(2, 2, new Uint16Array(4));
    expect(visibleFraction(k, camera, row(3), blind)).toBe(0);
  });
});

describe("a depth map", () => {
  it("has its gaps filled from one of another resolution, and nothing else changed", () => {
    const sensor = depthMapFromMillimeters(4, 2, Uint16Array.from([0, 1000, 0, 0, 0, 0, 0, 2500]));
    const surface = { width: 2, height: 1, depthMeters: Float32Array.from([7, 0]) };
    const filled = [...fillDepthGaps(sensor, surface).depthMeters];
    expect(filled).toEqual([7, 1, 0, 0, 7, 0, 0, 2.5]);
  });
});
