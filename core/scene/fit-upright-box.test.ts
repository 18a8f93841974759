import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxAxes, boxContains, boxCorners, orientedBox } from "#core/geometry/oriented-box.ts";
import { quaternionFromColumns } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import { fitUprightBox } from "./fit-upright-box.ts";
import {
  decodePoints,
  encodePoints,
  objectPoints,
  objectPointsMax,
  verticesOfSegments,
} from "./object-points.ts";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("the box fitted to points", () => {
  it("of an upright box's corners is that box", () => {
    fc.assert(
      fc.property(
        number(-3, 3),
        fc.tuple(number(0.1, 3), number(0, 3), number(0.1, 3)),
        (heading, size) => {
          const [c, s] = [Math.cos(heading), Math.sin(heading)] as const;
          const rotation = quaternionFromColumns([c, s, 0], [0, 0, -1], [-s, c, 0]);
          const box = orientedBox(point<"World">(1, -2, 0.5), size, rotation);
          const corners = boxCorners(box);
          const fitted = fitUprightBox(Float32Array.from(corners.flat()))!;
          fitted.center.forEach((value, i) => expect(value).toBeCloseTo(box.center[i]!, 4));
          expect(fitted.size[1]).toBeCloseTo(size[1], 4);
          const sides = [fitted.size[0], fitted.size[2]].toSorted((a, b) => a - b);
          const wanted = [size[0], size[2]].toSorted((a, b) => a - b);
          sides.forEach((side, i) => expect(side).toBeCloseTo(wanted[i]!, 3));
          expect(boxAxes(fitted)[1][2]).toBeCloseTo(-1, 9);
          for (const corner of corners) expect(boxContains(fitted, corner, 1e-4)).toBe(true);
        },
      ),
    );
  });

  it("holds every point", () => {
    const points = fc.array(fc.tuple(number(-5, 5), number(-5, 5), number(0, 2)), {
      minLength: 4,
      maxLength: 40,
    });
    fc.assert(
      fc.property(points, (cloud) => {
        const positions = Float32Array.from(cloud.flat());
        const box = fitUprightBox(positions);
        if (!box) return;
        for (let i = 0; i < positions.length; i += 3) {
          const at = point<"World">(positions[i]!, positions[i + 1]!, positions[i + 2]!);
          expect(boxContains(box, at, 1e-4)).toBe(true);
        }
      }),
    );
  });

  it("needs a footprint", () => {
    expect(fitUprightBox(new Float32Array(0))).toBeNull();
    expect(fitUprightBox(Float32Array.from([0, 0, 0, 0, 0, 1, 0, 0, 2]))).toBeNull();
    expect(fitUprightBox(Float32Array.from([0, 0, 0, 1, 1, 1, 2, 2, 2]))).toBeNull();
  });
});

describe("the points of objects", () => {
  it("are the vertices of their segments; a vertex may be shared", () => {
    const owners = verticesOfSegments(
      Uint32Array.of(5, 5, 8, 9, 5),
      [[5], [8, 5, 5], [7], []].map((segments) => Uint32Array.from(segments)),
    );
    expect(owners.map((vertices) => [...vertices])).toEqual([[0, 1, 4], [0, 1, 2, 4], [], []]);
  });

  it("are the same whatever numbers the segments have, less the vertices that are masked", () => {
    const segment = fc.integer({ min: 0, max: 9 });
    const lists = fc.array(fc.array(segment), { maxLength: 5 });
    const masks = fc.uniqueArray(fc.nat(30)).map((list) => new Set(list));
    fc.assert(
      fc.property(
        fc.array(segment, { maxLength: 30 }),
        lists,
        masks,
        (ofVertex, objects, masked) => {
          const expected = objects.map((segments) =>
            ofVertex.flatMap((one, vertex) =>
              segments.includes(one) && !masked.has(vertex) ? [vertex] : [],
            ),
          );
          for (const far of [1, 400_000_000]) {
            const numbered = (list: readonly number[]) =>
              Uint32Array.from(list, (one) => one * far);
            const owners = verticesOfSegments(numbered(ofVertex), objects.map(numbered), masked);
            expect(owners.map((vertices) => [...vertices])).toEqual(expected);
          }
        },
      ),
    );
  });

  it("are all of few vertices, and an even choice of many", () => {
    const count = 3 * objectPointsMax;
    const mesh = {
      positions: Float32Array.from({ length: 3 * count }, (_, i) => Math.floor(i / 3)),
      colors: new Uint8Array(0),
      faces: new Uint32Array(0),
    };
    const all = Uint32Array.from({ length: count }, (_, i) => i);
    const chosen = objectPoints(mesh, all);
    expect(chosen).toHaveLength(3 * objectPointsMax);
    for (let i = 0; i < objectPointsMax; i++) expect(chosen[3 * i]).toBe(3 * i);
    expect([...objectPoints(mesh, Uint32Array.from([2, 9]))]).toEqual([2, 2, 2, 9, 9, 9]);
  });

  it("are spread over the faces of an object with few vertices", () => {
    const mesh = {
      positions: Float32Array.from([0, 0, 0, 2, 0, 0, 0, 2, 0, 9, 9, 9]),
      colors: new Uint8Array(12),
      faces: Uint32Array.from([0, 1, 2, 1, 2, 3]),
    };
    const points = objectPoints(mesh, Uint32Array.from([0, 1, 2]));
    expect(points).toHaveLength(3000);
    for (let i = 0; i < points.length; i += 3) {
      expect(points[i + 2]).toBe(0);
      expect(points[i]! + points[i + 1]!).toBeLessThanOrEqual(2.0001);
    }
  });

  it("come back from their stored form", () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 6, maxLength: 6 }), (points) => {
        expect(decodePoints(encodePoints(points))).toEqual(points);
      }),
    );
    expect(() => decodePoints(new Uint8Array(13))).toThrow();
  });
});
