import { describe, expect, it } from "vitest";
import { rotationError, matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import { pinholeMismatch, readScanPose } from "./scan-pose.ts";

const level = [
  [1, 0, 0, 0.1],
  [0, 0, 1, -2],
  [0, -1, 0, 1.5],
  [0, 0, 0, 1],
];
const intrinsic = [
  [1430, 0, 955],
  [0, 1430, 722],
  [0, 0, 1],
];
const entry = (change: object = {}) => ({ aligned_pose: level, intrinsic, ...change });
const posed = (row: number, column: number, value: unknown) =>
  entry({
    aligned_pose: level.map((cells, r) =>
      cells.map((cell, c) => (r === row && c === column ? value : cell)),
    ),
  });

describe("a pose entry", () => {
  it("is read as camera-to-world with exact rotation", () => {
    const pose = readScanPose(posed(0, 0, 1.0004));
    if ("problem" in pose) throw new Error(pose.problem);
    expect(pose.worldFromCamera.translation).toEqual([0.1, -2, 1.5]);
    expect(rotationError(matrixFromQuaternion(pose.worldFromCamera.rotation))).toBeLessThan(1e-12);
    expect(pose.pinhole).toEqual({ fx: 1430, fy: 1430, cx: 955, cy: 722 });
  });

  it.each([
    ["nothing", undefined, "the entry is not an object"],
    ["a word", "pose", "the entry is not an object"],
    ["no pose", { intrinsic }, "aligned_pose is missing"],
    ["no matrix of the camera", { aligned_pose: level }, "intrinsic is missing"],
    ["NaN", posed(1, 3, Number.NaN), "aligned_pose has a number that is not finite"],
    ["null, as strict writers put for NaN", posed(1, 3, null), "not finite"],
    ["infinity", posed(0, 0, Infinity), "not finite"],
    ["a stretched axis", posed(0, 0, 1.1), "not rigid: its determinant is 1.1000"],
    ["a mirror", posed(0, 0, -1), "not rigid: its determinant is -1.0000"],
    ["a shear", posed(0, 1, 0.01), "not rigid: its axes are off right angles"],
    ["three rows", entry({ aligned_pose: level.slice(0, 3) }), "aligned_pose is not usable"],
    ["another last row", posed(3, 0, 0.5), "aligned_pose is not usable"],
    [
      "a negative focal length",
      entry({
        intrinsic: [
          [-1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      }),
      "intrinsic is not usable",
    ],
  ])("with %s is refused with the reason", (_name, bad, reason) => {
    const pose = readScanPose(bad);
    expect("problem" in pose && pose.problem).toContain(reason);
  });
});

describe("a pinhole matrix and an image size", () => {
  const pinhole = { fx: 1430, fy: 1430, cx: 955, cy: 722 };
  it("belong together when the principal point is near the middle", () => {
    expect(pinholeMismatch(pinhole, 1920, 1440)).toBeNull();
  });
  it.each([
    [1280, 960],
    [960, 720],
    [640, 480],
    [3840, 2880],
  ])("do not when the image was resized to %dx%d", (width, height) => {
    const problem = pinholeMismatch(pinhole, width, height);
    expect(problem).toContain(`does not belong to a ${width}x${height} image`);
    expect(problem).toContain("about 1910x1444");
  });
  it("do not when the focal length is absurd", () => {
    expect(pinholeMismatch({ ...pinhole, fx: 3 }, 1920, 1440)).toContain("makes no sense");
  });
});
