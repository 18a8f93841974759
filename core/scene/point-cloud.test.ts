import { describe, expect, it } from "vitest";
import type { Mesh } from "./mesh.ts";
import { heightPercentile } from "./mesh.ts";
import { samplePointCloud } from "./point-cloud.ts";

/** Two squares in the plane z = 0: one of 1 m², one of 3 m², the larger from many triangles. */
const squares: Mesh = (() => {
  const positions: number[] = [];
  const faces: number[] = [];
  const colors: number[] = [];
  const quad = (x: number, width: number, red: number) => {
    const first = positions.length / 3;
    positions.push(x, 0, 0, x + width, 0, 0, x + width, 1, 0, x, 1, 0);
    colors.push(...Array.from({ length: 4 }, () => [red, 10, 20]).flat());
    faces.push(first, first + 1, first + 2, first, first + 2, first + 3);
  };
  quad(0, 1, 100);
  for (let i = 0; i < 30; i++) quad(10 + i * 0.1, 0.1, 200);
  return {
    positions: Float32Array.from(positions),
    colors: Uint8Array.from(colors),
    faces: Uint32Array.from(faces),
  };
})();

describe("points sampled from a mesh", () => {
  const cloud = samplePointCloud(squares, 4000, 1);

  it("are as many as asked for, on the surface, with its colours", () => {
    expect(cloud.positions).toHaveLength(12_000);
    expect(cloud.colors).toHaveLength(12_000);
    for (let i = 0; i < 4000; i++) {
      const [x, y, z] = cloud.positions.subarray(3 * i, 3 * i + 3) as unknown as [
        number,
        number,
        number,
      ];
      expect(z).toBe(0);
      expect(y >= 0 && y <= 1).toBe(true);
      expect(cloud.colors[3 * i]).toBe(x < 5 ? 100 : 200);
    }
  });

  it("are spread by area, not by how many triangles there are", () => {
    let small = 0;
    for (let i = 0; i < 4000; i++) if (cloud.positions[3 * i]! < 5) small++;
    expect(small / 4000).toBeCloseTo(1 / 4, 3);
  });

  it("are the same for the same seed", () => {
    expect(samplePointCloud(squares, 4000, 1)).toEqual(cloud);
    expect(samplePointCloud(squares, 4000, 2)).not.toEqual(cloud);
  });

  it("of a mesh without faces are some of its vertices; of one without area none", () => {
    const points = { ...squares, faces: new Uint32Array(0) };
    expect(samplePointCloud(points, 10, 1).positions).toHaveLength(30);
    const all = samplePointCloud(points, 9999, 1);
    expect(all.positions).toEqual(squares.positions);
    const flat = { ...squares, faces: Uint32Array.from([0, 0, 1]) };
    expect(samplePointCloud(flat, 10, 1).positions).toHaveLength(0);
  });
});

describe("the height under which a share of a mesh lies", () => {
  it("is a vertex's height, whatever their order; null without vertices", () => {
    const heights = [3, 0, 1, 2, 4];
    const mesh = {
      positions: Float32Array.from(heights.flatMap((z) => [0, 0, z])),
      colors: new Uint8Array(15),
      faces: new Uint32Array(0),
    };
    expect(heightPercentile(mesh, 0.01)).toBe(0);
    expect(heightPercentile(mesh, 0.5)).toBe(2);
    expect(heightPercentile(mesh, 1)).toBe(4);
    expect(heightPercentile({ ...mesh, positions: new Float32Array(0) }, 0.5)).toBeNull();
  });
});
