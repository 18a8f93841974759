import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { boxAxes, boxCorners, transformBox } from "#core/geometry/oriented-box.ts";
import { projectPoint } from "#core/geometry/projection.ts";
import { matrixFromQuaternion, quaternionAbout, rotate } from "#core/geometry/quaternion.ts";
import { invert } from "#core/geometry/rigid-transform.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { cross, distance, dot } from "#core/geometry/vector.ts";
import { readAnnotation } from "./annotation.ts";
import { boxFromObb } from "./box-from-obb.ts";
import { boxShareInImage } from "#core/geometry/box-in-image.ts";
import { Obb } from "./obb.ts";
import { readScanPose } from "./scan-pose.ts";

const lengths = fc.tuple(
  fc.double({ min: 0, max: 5, noNaN: true }),
  fc.double({ min: 0, max: 5, noNaN: true }),
  fc.double({ min: 0, max: 5, noNaN: true }),
);
const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

/** Annotated boxes of every heading and slight tilt, with axes in any order and of either sign. */
const obbs = fc
  .record({
    heading: fc.double({ min: -4, max: 4, noNaN: true }),
    tilt: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
    order: fc.constantFrom(...orders),
    signs: fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(-1, 1))),
    lengths,
  })
  .map(({ heading, tilt, order, signs, lengths: axesLengths }) => {
    const axes = (
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ] as const
    ).map((axis) =>
      rotate<Vec3>(
        quaternionAbout([0, 0, 1], heading),
        rotate<Vec3>(quaternionAbout([1, 0, 0], tilt), axis),
      ),
    );
    const normalizedAxes = order.flatMap((axis, i) => axes[axis]!.map((v) => v * signs[i]!));
    return Obb.parse({ centroid: [1, 2, 3], axesLengths, normalizedAxes });
  });

describe("a box from an annotated one", () => {
  it("is the same solid: the corners are the same points", () => {
    fc.assert(
      fc.property(obbs, (obb) => {
        const corners = boxCorners(boxFromObb(obb));
        for (const corner of rawCorners(obb))
          expect(Math.min(...corners.map((other) => distance(corner, other)))).toBeLessThan(1e-9);
      }),
    );
  });

  it("has local y down, local x as the first other axis of the file, and is right-handed", () => {
    fc.assert(
      fc.property(obbs, (obb) => {
        const [x, y, z] = boxAxes(boxFromObb(obb));
        expect(y[2]).toBeLessThan(-0.9);
        expect(dot(cross(x, y), z)).toBeCloseTo(1, 9);
        const raw = [0, 3, 6].map((i) => obb.normalizedAxes.slice(i, i + 3) as unknown as Vec3);
        const first = raw.find((axis) => Math.abs(axis[2]) < 0.5)!;
        expect(distance(x, first)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe("the schema of an annotated box", () => {
  const good = {
    centroid: [0, 0, 0],
    axesLengths: [1, 1, 0],
    normalizedAxes: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  };
  it("takes flat and left-handed boxes", () => {
    expect(Obb.safeParse(good).success).toBe(true);
    const leftHanded = { ...good, normalizedAxes: [1, 0, 0, 0, 1, 0, 0, 0, -1] };
    expect(Obb.safeParse(leftHanded).success).toBe(true);
  });
  it.each([
    ["skewed axes", { ...good, normalizedAxes: [1, 0, 0, 0.1, 1, 0, 0, 0, 1] }],
    ["axes that are no unit vectors", { ...good, normalizedAxes: [1, 0, 0, 0, 2, 0, 0, 0, 1] }],
    ["eight numbers", { ...good, normalizedAxes: [1, 0, 0, 0, 1, 0, 0, 0] }],
    ["a number that is none", { ...good, centroid: [0, Number.NaN, 0] }],
    ["a negative length", { ...good, axesLengths: [1, -1, 1] }],
  ])("refuses %s", (_name, obb) => {
    expect(Obb.safeParse(obb).success).toBe(false);
  });
});

const shared = process.env.GSI_SHARED ?? resolve(import.meta.dirname, "../../../shared");
const office = resolve(shared, "data/office-walk");
const mini = resolve(shared, "data/scannetpp-mini");

const Pixels = z.tuple([z.number(), z.number()]);
const Expected = z.object({
  frames: z.record(
    z.string(),
    z.object({
      width: z.number(),
      height: z.number(),
      objects: z.array(
        z.object({
          objectId: z.number(),
          center_cam: z.tuple([z.number(), z.number(), z.number()]),
          dims_whl: z.tuple([z.number(), z.number(), z.number()]),
          R_cam: z.array(z.array(z.number())),
          yaw: z.number(),
          corners_px: z.array(Pixels.nullable()),
          frac_in_image_samples: z.number(),
        }),
      ),
    }),
  ),
});

describe.skipIf(!existsSync(office))("the real office scan (skipped without its data)", () => {
  it("gives the measured camera boxes: centre, size, rotation, yaw, corners and share in the image", () => {
    const expected = Expected.parse(readJson(office, "expected.json"));
    const { objects } = readAnnotation(
      readJson(office, "data/d5a0000001/scans/segments_anno.json"),
    );
    const poses = readJson(office, "data/d5a0000001/iphone/pose_intrinsic_imu.json");
    let compared = 0;
    for (const [key, frame] of Object.entries(expected.frames)) {
      const { cameraFromWorld, intrinsics } = cameraOf(poses, key, frame.width, frame.height);
      for (const want of frame.objects) {
        const { obb } = objects.find((object) => object.key === String(want.objectId))!;
        const box = transformBox(cameraFromWorld, boxFromObb(obb!));
        expect(distance(box.center, want.center_cam)).toBeLessThan(1e-3);
        box.size.forEach((size, i) => expect(size).toBeCloseTo(want.dims_whl[i]!, 6));
        const matrix = matrixFromQuaternion(box.rotation);
        matrix.forEach((row, r) =>
          row.forEach((value, c) => expect(value).toBeCloseTo(want.R_cam[r]![c]!, 5)),
        );
        expect(Math.atan2(matrix[0][2], matrix[2][2])).toBeCloseTo(want.yaw, 5);
        const pixels = boxCorners(box).map((corner) => projectPoint(intrinsics, corner));
        for (const corner of want.corners_px) {
          if (!corner) continue;
          const errors = pixels.map((pixel) =>
            pixel ? Math.hypot(pixel[0] - corner[0], pixel[1] - corner[1]) : Infinity,
          );
          expect(Math.min(...errors)).toBeLessThan(0.5);
        }
        expect(boxShareInImage(intrinsics, box)).toBeCloseTo(want.frac_in_image_samples, 2);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(80);
  });
});

describe.skipIf(!existsSync(mini))("the small made-up scan (skipped without its data)", () => {
  it("gives the golden chair in its phone photos", () => {
    const Golden = z.object({
      frames: z.record(
        z.string(),
        z.object({ corners_px: z.array(Pixels).optional(), centre_cam: z.array(z.number()) }),
      ),
    });
    const expected = Golden.parse(readJson(mini, "expected.json"));
    const scene = "data/0123abcdef";
    const { objects } = readAnnotation(readJson(mini, `${scene}/scans/segments_anno.json`));
    const chair = boxFromObb(objects.find((object) => object.label === "office chair")!.obb!);
    const poses = readJson(mini, `${scene}/iphone/pose_intrinsic_imu.json`);
    const frames = Object.entries(expected.frames).filter(([key]) => key.startsWith("iphone/"));
    expect(frames.length).toBe(2);
    for (const [key, want] of frames) {
      const camera = cameraOf(poses, key.slice("iphone/".length), 1920, 1440);
      const box = transformBox(camera.cameraFromWorld, chair);
      expect(distance(box.center, want.centre_cam as unknown as Vec3)).toBeLessThan(1e-5);
      const pixels = boxCorners(box).map((corner) => projectPoint(camera.intrinsics, corner)!);
      for (const [u, v] of want.corners_px!)
        expect(Math.min(...pixels.map((p) => Math.hypot(p[0] - u, p[1] - v)))).toBeLessThan(0.01);
    }
  });
});

function rawCorners(obb: Obb): Vec3[] {
  return Array.from({ length: 8 }, (_, corner) =>
    [0, 1, 2].map((axis) =>
      [4, 2, 1].reduce(
        (sum, bit, i) =>
          sum +
          ((corner & bit ? 1 : -1) * obb.axesLengths[i]! * obb.normalizedAxes[3 * i + axis]!) / 2,
        obb.centroid[axis]!,
      ),
    ),
  ) as unknown as Vec3[];
}

function cameraOf(poses: unknown, key: string, width: number, height: number) {
  const pose = readScanPose((poses as Record<string, unknown>)[key]);
  if ("problem" in pose) throw new Error(pose.problem);
  return {
    cameraFromWorld: invert(pose.worldFromCamera),
    intrinsics: { ...pose.pinhole, width, height },
  };
}

function readJson(root: string, path: string): unknown {
  return JSON.parse(readFileSync(resolve(root, path), "utf8"));
}
