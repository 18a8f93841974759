import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  angleBetween,
  matrixFromQuaternion,
  normalizeQuaternion,
} from "#core/geometry/quaternion.ts";
import { invert, rigidTransform } from "#core/geometry/rigid-transform.ts";
import type { RigidTransform } from "#core/geometry/rigid-transform.ts";
import { readColmapPose } from "./colmap-pose.ts";
import { readTransforms } from "./nerfstudio-transforms.ts";

type Pose = RigidTransform<"World", "Camera">;

/** A pose as the dataset's tools write it: camera y and z negated, first two rows swapped, third negated. */
function released({ rotation, translation }: Pose): number[][] {
  const rows = matrixFromQuaternion(rotation).map(([x, y, z], row) => [
    x,
    -y,
    -z,
    translation[row]!,
  ]);
  return [rows[1]!, rows[0]!, rows[2]!.map((value) => -value), [0, 0, 0, 1]];
}

const camera = { fl_x: 790, fl_y: 791, cx: 879, cy: 585, w: 1752, h: 1168 };
const level = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, 0, 1],
];

describe("a transforms.json", () => {
  test("gives back every pose that was released in it", () => {
    const part = fc.double({ min: -1, max: 1, noNaN: true });
    const meters = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(
        fc.tuple(part, part, part, part).filter((q) => Math.hypot(...q) > 0.1),
        fc.tuple(meters, meters, meters),
        (q, translation) => {
          const pose = rigidTransform<"World", "Camera">(normalizeQuaternion(q), translation);
          const frames = [{ file_path: "DSC00001.JPG", transform_matrix: released(pose) }];
          const read = readTransforms({ ...camera, frames });
          if ("problem" in read) throw new Error(read.problem);
          const back = read.frames[0]!.pose;
          if ("problem" in back) throw new Error(back.problem);
          expect(angleBetween(back.rotation, pose.rotation)).toBeLessThan(1e-6);
          translation.forEach((value, axis) =>
            expect(back.translation[axis]).toBeCloseTo(value, 12),
          );
        },
      ),
    );
  });

  it("names what is bad, held out or unusable, frame by frame", () => {
    const read = readTransforms({
      ...camera,
      camera_model: "OPENCV_FISHEYE",
      k1: -0.03,
      frames: [
        { file_path: "images/a_DSC00001.JPG", transform_matrix: level, is_bad: true },
        { file_path: "DSC00002.JPG", transform_matrix: level.slice(1) },
        { transform_matrix: level },
      ],
      test_frames: [{ file_path: "DSC00003.JPG", transform_matrix: level }],
    });
    expect(read).toMatchObject({
      camera: { model: "fisheye", fisheye: { k: [-0.03, 0, 0, 0], width: 1752 } },
      problems: ["frames[2] has no usable file_path or is_bad"],
      frames: [
        { frameKey: "a_DSC00001", isBad: true, split: "train" },
        { frameKey: "DSC00002", isBad: false, pose: { problem: expect.any(String) } },
        { frameKey: "DSC00003", split: "test" },
      ],
    });
  });

  it.each([
    ["a list", []],
    ["no camera", { frames: [] }],
    ["a camera of no length", { ...camera, fl_x: 0, frames: [] }],
    ["an unknown model", { ...camera, camera_model: "FOV", frames: [] }],
    ["no frames", camera],
  ])("is refused as %s", (_name, file) => {
    expect("problem" in readTransforms(file)).toBe(true);
  });
});

const mini = join(
  process.env.GSI_SHARED ?? join(import.meta.dirname, "../../../shared"),
  "data/scannetpp-mini/data/0123abcdef",
);
const isThere = existsSync(mini);
if (!isThere) console.warn(`skipped: no scan to compare with at ${mini} (set GSI_SHARED)`);

describe.skipIf(!isThere)("beside the values worked out for a scan", () => {
  it.each(["dslr", "iphone"])("the poses of %s are those of its COLMAP list", (stream) => {
    const text = (path: string) => readFileSync(join(mini, stream, path), "utf8");
    const read = readTransforms(JSON.parse(text("nerfstudio/transforms.json")));
    if ("problem" in read) throw new Error(read.problem);
    const refined = text("colmap/images.txt").split("\n").map(readColmapPose);
    let compared = 0;
    for (const { frameKey, pose } of read.frames) {
      const other = refined.find((entry) => entry?.frameKey === frameKey)!;
      if ("problem" in pose) throw new Error(pose.problem);
      const { rotation, translation } = invert(pose);
      expect(angleBetween(rotation, other.cameraFromWorld.rotation)).toBeLessThan(1e-5);
      translation.forEach((value, axis) =>
        expect(value).toBeCloseTo(other.cameraFromWorld.translation[axis]!, 5),
      );
      compared++;
    }
    expect(compared).toBe(stream === "dslr" ? 3 : 4);
  });
});
