import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxCorners } from "#core/geometry/oriented-box.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { distance } from "#core/geometry/vector.ts";
import { seededRandom } from "#core/random.ts";
import { randomRotation } from "#core/test/room.ts";
import { boxFromOmni3d, readOmni3d } from "./omni3d.ts";

const meters = fc.double({ min: 0.05, max: 4, noNaN: true });
const solids = fc.record({
  rotation: fc.integer().map((seed) => matrixFromQuaternion(randomRotation(seededRandom(seed)))),
  center: fc.tuple(meters, meters, meters),
  dimensions: fc.tuple(meters, meters, meters),
});

/** Corner order of bbox3D_cam: signs of (length along x, height along y, width along z). */
const vertexSigns: readonly Vec3[] = [
  [-1, -1, -1],
  [1, -1, -1],
  [1, 1, -1],
  [-1, 1, -1],
  [-1, -1, 1],
  [1, -1, 1],
  [1, 1, 1],
  [-1, 1, 1],
];

function times(a: Matrix3, b: Matrix3): Matrix3 {
  const cell = (r: number, c: number) =>
    [0, 1, 2].reduce((sum, k) => sum + a[r]![k]! * b[k]![c]!, 0);
  const row = (r: number): Vec3 => [cell(r, 0), cell(r, 1), cell(r, 2)];
  return [row(0), row(1), row(2)];
}

describe("an Omni3D box", () => {
  it("has R_det = R_cam P, and R_cam comes back with the inverse of P", () => {
    fc.assert(
      fc.property(solids, ({ rotation, center, dimensions }) => {
        const found = matrixFromQuaternion(boxFromOmni3d(center, dimensions, rotation).rotation);
        const stated = times(rotation, [
          [0, 0, 1],
          [0, 1, 0],
          [-1, 0, 0],
        ]);
        const back = times(found, [
          [0, 0, -1],
          [0, 1, 0],
          [1, 0, 0],
        ]);
        for (let i = 0; i < 9; i++) {
          expect(found.flat()[i]).toBeCloseTo(stated.flat()[i]!, 9);
          expect(back.flat()[i]).toBeCloseTo(rotation.flat()[i]!, 9);
        }
      }),
    );
  });

  it("has the eight corners of bbox3D_cam", () => {
    fc.assert(
      fc.property(solids, ({ rotation, center, dimensions: [width, height, length] }) => {
        const corners = boxCorners(boxFromOmni3d(center, [width, height, length], rotation));
        for (const [sx, sy, sz] of vertexSigns) {
          const local = [(sx * length) / 2, (sy * height) / 2, (sz * width) / 2];
          const vertex = center.map(
            (value, r) => value + local.reduce((sum, v, c) => sum + rotation[r]![c]! * v, 0),
          ) as unknown as Vec3;
          const nearest = Math.min(...corners.map((corner) => distance(corner, vertex)));
          expect(nearest).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it("facing the camera squarely has the studio's identity rotation", () => {
    const squarely: Matrix3 = [
      [0, 0, -1],
      [0, 1, 0],
      [1, 0, 0],
    ];
    const { size, rotation } = boxFromOmni3d([0, 0, 2], [0.5, 1, 0.6], squarely);
    expect(size).toEqual([0.5, 1, 0.6]);
    [0, 0, 0, 1].forEach((value, i) => expect(rotation[i]).toBeCloseTo(value, 12));
  });
});

const image = {
  id: 7,
  width: 64,
  height: 48,
  file_path: "a/1.jpg",
  K: [
    [60, 0, 31.5],
    [0, 60, 23.5],
    [0, 0, 1],
  ],
};
const annotation = {
  id: 3,
  image_id: 7,
  category_name: "Office  Chair",
  valid3D: true,
  behind_camera: false,
  center_cam: [0, 0.4, 2.5],
  dimensions: [0.4, 0.5, 0.6],
  R_cam: [
    [0, 0, -1],
    [0, 1, 0],
    [1, 0, 0],
  ],
};

describe("an Omni3D file", () => {
  it("is photos in the order of their ids with their boxes", () => {
    const read = readOmni3d({
      images: [{ ...image, id: 9 }, image],
      annotations: [annotation],
    })!;
    expect(read.problems).toEqual([]);
    expect(read.images.map(({ id }) => id)).toEqual([7, 9]);
    expect(read.images[0]).toMatchObject({
      filePath: "a/1.jpg",
      intrinsics: { fx: 60, fy: 60, cx: 31.5, cy: 23.5, width: 64, height: 48 },
      objects: [{ key: "3", label: "office chair", rawLabel: "Office  Chair" }],
    });
  });

  it.each([
    ["valid3D", { valid3D: false, R_cam: -1 }, "valid3D is false"],
    ["behind_camera", { behind_camera: true }, "behind_camera"],
    ["a flat box", { dimensions: [0.4, 0, 0.6] }, "dimensions"],
    ["unknown lengths", { dimensions: [-1, -1, -1] }, "dimensions"],
    ["a photo that is not there", { image_id: 8 }, "image_id"],
  ])("drops and counts a box because of %s", (_name, change, reason) => {
    const bad = { ...annotation, id: 4, ...change };
    const read = readOmni3d({ images: [image], annotations: [bad, annotation, bad] })!;
    expect(read.problems).toEqual([]);
    expect([...read.dropped]).toEqual([[expect.stringContaining(reason), 2]]);
    expect(read.images[0]!.objects.map(({ key }) => key)).toEqual(["3"]);
  });

  it.each([
    ["a NaN", { center_cam: [0, Number.NaN, 2] }, "annotations[0].center_cam[1]"],
    ["a text", { dimensions: "large" }, "annotations[0].dimensions"],
    [
      "a mirror",
      {
        R_cam: [
          [-1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      },
      "annotations[0].R_cam: is not a",
    ],
    ["an endless label", { category_name: "a".repeat(10_000) }, "longer than 200 characters"],
    ["no label", { category_name: undefined }, "annotations[0].category_name: is missing"],
    ["no id", { id: undefined }, "annotations[0].id: is missing"],
    ["an id beyond all numbers", { id: 1e300 }, "annotations[0].id"],
  ])("names a box with %s by its place, and goes on", (_name, change, problem) => {
    const read = readOmni3d({
      images: [image],
      annotations: [{ ...annotation, id: 4, ...change }, annotation, "box"],
    })!;
    expect(read.problems).toHaveLength(2);
    expect(read.problems[0]).toContain(problem);
    expect(read.problems[0]!.length).toBeLessThan(400);
    expect(read.problems[1]).toContain("annotations[2]");
    expect(read.images[0]!.objects).toHaveLength(1);
  });

  it.each([
    ["flagged", { src_flagged: true }, "doubts which way is up"],
    ["twice there", { id: 7 }, "already taken"],
    ["without a camera", { K: undefined }, "images[1].K: is missing"],
    ["of no size", { width: 0 }, "images[1].width"],
  ])("names a photo that is %s", (_name, change, problem) => {
    const read = readOmni3d({
      images: [image, { ...image, id: 8, ...change }],
      annotations: [annotation],
    })!;
    expect(read.problems).toEqual([expect.stringContaining(problem)]);
    expect(read.images).toHaveLength(1);
  });

  it("uses the first of two boxes with one id", () => {
    const second = { ...annotation, category_name: "box" };
    const read = readOmni3d({ images: [image], annotations: [annotation, second] })!;
    expect(read.problems).toEqual([expect.stringContaining("annotations[1].id")]);
    expect(read.images[0]!.objects[0]!.label).toBe("office chair");
  });

  it.each([[null], [[]], ["text"], [{ images: [] }], [{ images: {}, annotations: [] }]])(
    "is not %j",
    (other) => expect(readOmni3d(other)).toBeNull(),
  );
});
