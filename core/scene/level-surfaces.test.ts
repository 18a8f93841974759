import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { floorHeight, levelSurfaces } from "./level-surfaces.ts";
import type { Mesh } from "./mesh.ts";

type Plate = { at: [number, number, number]; size: [number, number]; facesDown?: boolean };

const room: Plate[] = [
  { at: [0, 0, 0.01], size: [4, 3] },
  { at: [0, 0, 2.5], size: [4, 3], facesDown: true },
  { at: [1, 1, 0.74], size: [1.6, 0.8] },
  { at: [3, 2, 0.45], size: [0.5, 0.5] },
  { at: [2, 2, 0.9], size: [0.2, 0.2] },
];

describe("the level surfaces of a mesh", () => {
  it("are those that face up and are large enough, with height, area and bounds, largest first", () => {
    const found = levelSurfaces(meshOf(room));
    expect(found.map(({ heightMeters }) => Number(heightMeters.toFixed(3)))).toEqual([
      0.01, 0.74, 0.45,
    ]);
    expect(found[1]!.areaSquareMeters).toBeCloseTo(1.28, 5);
    expect(found[1]!.bounds.min[0]).toBeCloseTo(1, 5);
    expect(found[1]!.bounds.max[1]).toBeCloseTo(1.8, 5);
  });

  it("are the same in a mesh whose faces run the other way round", () => {
    const mesh = meshOf(room);
    expect(levelSurfaces({ ...mesh, faces: mesh.faces.toReversed() })).toEqual(levelSurfaces(mesh));
  });

  it("of a point scan or an empty one are none", () => {
    const points: Mesh = { ...meshOf(room), faces: new Uint32Array(0) };
    expect(levelSurfaces(points)).toEqual([]);
    expect(floorHeight(points)).toBeNull();
    expect(levelSurfaces(meshOf([]))).toEqual([]);
  });
});

describe("the floor of a mesh", () => {
  it("is where it is, whatever tables stand on it and whatever the scanner saw below it", () => {
    const table = fc.record({
      at: fc.tuple(
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.constant(1),
        fc.double({ min: 0.3, max: 1.2, noNaN: true }),
      ),
      size: fc.tuple(fc.double({ min: 0.3, max: 2, noNaN: true }), fc.constant(1)),
    });
    const stray = fc.record({
      at: fc.tuple(fc.constant(0), fc.constant(0), fc.double({ min: -2, max: -0.1, noNaN: true })),
      size: fc.constant<[number, number]>([0.5, 0.5]),
    });
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.array(table, { maxLength: 6 }),
        fc.array(stray, { maxLength: 5 }),
        (height, tables, strays) => {
          const lifted = [...tables, ...strays].map((plate): Plate => {
            const [x, y, z] = plate.at;
            return { ...plate, at: [x, y, z + height] };
          });
          const mesh = meshOf([{ at: [0, 0, height], size: [4, 3] }, ...lifted]);
          expect(Math.abs(floorHeight(mesh)! - height)).toBeLessThan(0.03);
        },
      ),
    );
  });
});

function meshOf(plates: readonly Plate[]): Mesh {
  const positions = plates.flatMap(({ at: [x, y, z], size: [w, d] }) => [
    [x, y, z],
    [x + w, y, z],
    [x + w, y + d, z],
    [x, y + d, z],
  ]);
  const faces = plates.flatMap(({ facesDown = false }, i) =>
    (facesDown ? [0, 2, 1, 0, 3, 2] : [0, 1, 2, 0, 2, 3]).map((corner) => 4 * i + corner),
  );
  return {
    positions: Float32Array.from(positions.flat()),
    colors: new Uint8Array(positions.length * 3),
    faces: Uint32Array.from(faces),
  };
}
