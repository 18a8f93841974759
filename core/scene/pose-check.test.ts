import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import {
  matrixFromQuaternion,
  quaternionFromColumns,
  quaternionFromMatrix,
} from "#core/geometry/quaternion.ts";
import type { RigidTransform } from "#core/geometry/rigid-transform.ts";
import { invert, rigidTransform } from "#core/geometry/rigid-transform.ts";
import type { Point, Vec3 } from "#core/geometry/space.ts";
import { point } from "#core/geometry/space.ts";
import { seededRandom } from "#core/random.ts";
import { readAnnotation } from "./annotation.ts";
import type { CheckedCamera } from "./pose-check.ts";
import { checkPoses } from "./pose-check.ts";
import { readScanPose } from "./scan-pose.ts";

type Pose = RigidTransform<"World", "Camera">;
const intrinsics = { fx: 500, fy: 500, cx: 320, cy: 240, width: 640, height: 480 };

/** Wrong ways of storing a pose, and the words by which the check has to name each. */
const wrong: [string, (pose: Pose) => Pose, string][] = [
  [
    "world-to-camera as camera-to-world",
    (pose) => invert(pose) as unknown as Pose,
    "world-to-camera matrices",
  ],
  ["OpenGL camera axes", toOpenGl, "OpenGL camera axes (y up, z back)."],
  ["the nerfstudio world", (pose) => toNerfstudio(toOpenGl(pose)), "nerfstudio world"],
  ["an ARKit world", toArKit, "ARKit session world"],
];

/** A person walks round in a room of 6 x 5 m and looks at the things in it from all sides. */
function walk(): { cameras: CheckedCamera[]; centers: Point<"World">[] } {
  const random = seededRandom(3, "walk");
  const between = (from: number, to: number) => from + (to - from) * random.next();
  const centers = Array.from({ length: 20 }, () =>
    point<"World">(between(1, 7), between(-4, 1), between(0.1, 1.4)),
  );
  const cameras = Array.from({ length: 80 }, (_, i) => {
    const heading = (i / 80) * 2 * Math.PI + between(-0.2, 0.2);
    const pitch = between(0.05, 0.5);
    const forward: Vec3 = [
      Math.cos(heading) * Math.cos(pitch),
      Math.sin(heading) * Math.cos(pitch),
      -Math.sin(pitch),
    ];
    const right: Vec3 = [Math.sin(heading), -Math.cos(heading), 0];
    const down: Vec3 = [
      -Math.cos(heading) * Math.sin(pitch),
      -Math.sin(heading) * Math.sin(pitch),
      -Math.cos(pitch),
    ];
    const at: Vec3 = [4 - 2 * Math.cos(heading), -1.5 - 1.5 * Math.sin(heading), between(1.3, 1.7)];
    return {
      intrinsics,
      worldFromCamera: rigidTransform<"World", "Camera">(
        quaternionFromColumns(right, down, forward),
        at,
      ),
    };
  });
  return { cameras, centers };
}

describe("poses of a walk round a room", () => {
  const { cameras, centers } = walk();
  const stored = (change: (pose: Pose) => Pose) =>
    cameras.map((camera) => ({ ...camera, worldFromCamera: change(camera.worldFromCamera) }));

  it("pass as they should be", () => {
    const check = checkPoses(cameras, centers);
    expect(check.refusal).toBeNull();
    expect(check.seenShare).toBe(1);
    expect(check.meanDown).toBeGreaterThan(0.9);
  });

  it.each(wrong)("are refused as %s, by its name", (_name, change, words) => {
    expect(checkPoses(stored(change), centers).refusal).toContain(words);
  });

  it("of another scan are refused without naming a convention", () => {
    const elsewhere = centers.map(([x, y, z]) => point<"World">(x + 500, y, z));
    expect(checkPoses(cameras, elsewhere).refusal).toContain("in any known convention");
  });

  it("pass where only things overhead are annotated", () => {
    const lamps = centers.map(([x, y]) => point<"World">(x, y, 2.6));
    expect(checkPoses(cameras, lamps).refusal).toBeNull();
  });

  it("without annotation are checked for up and down only", () => {
    const check = checkPoses(cameras, []);
    expect(check).toMatchObject({ refusal: null, seenShare: null });
    expect(checkPoses(stored(toOpenGl), []).refusal).toContain("OpenGL");
  });

  it("that are not there are no reason to refuse", () => {
    expect(checkPoses([], centers).refusal).toBeNull();
  });
});

const shared = process.env.GSI_SHARED ?? resolve(import.meta.dirname, "../../../shared");

describe.each([
  ["office-walk", "d5a0000001", 540, 360],
  ["scannetpp-mini", "0123abcdef", 1920, 1440],
])("%s (skipped without its data)", (name, sceneId, width, height) => {
  const scene = resolve(shared, "data", name, "data", sceneId);
  const read = (path: string): unknown => JSON.parse(readFileSync(resolve(scene, path), "utf8"));

  describe.skipIf(!existsSync(scene))("its poses", () => {
    const load = (field: string) => {
      const entries = Object.values(
        read("iphone/pose_intrinsic_imu.json") as Record<string, Record<string, unknown>>,
      );
      const cameras = entries.map((entry) => {
        const pose = readScanPose({ ...entry, aligned_pose: entry[field] });
        if ("problem" in pose) throw new Error(pose.problem);
        return {
          intrinsics: { ...pose.pinhole, width, height },
          worldFromCamera: pose.worldFromCamera,
        };
      });
      const { objects } = readAnnotation(read("scans/segments_anno.json"));
      const centers = objects.map(({ obb }) => obb!.centroid as Point<"World">);
      return { cameras, centers };
    };

    it("pass", () => {
      const { cameras, centers } = load("aligned_pose");
      expect(checkPoses(cameras, centers)).toMatchObject({ refusal: null, seenShare: 1 });
    });

    it.each(wrong)("are refused as %s", (_name, change, words) => {
      const { cameras, centers } = load("aligned_pose");
      const changed = cameras.map((camera) => ({
        ...camera,
        worldFromCamera: change(camera.worldFromCamera),
      }));
      expect(checkPoses(changed, centers).refusal).toContain(words);
    });

    if (name !== "office-walk") return;
    it("of the field `pose` are refused", () => {
      const { cameras, centers } = load("pose");
      expect(checkPoses(cameras, centers).refusal).toContain("ARKit session world");
    });
  });
});

function toOpenGl({ rotation, translation }: Pose): Pose {
  const matrix = matrixFromQuaternion(rotation).map(([x, y, z]) => [x, -y, -z]);
  return rigidTransform(quaternionFromMatrix(matrix as unknown as Matrix3), translation);
}

function toNerfstudio({ rotation, translation }: Pose): Pose {
  const [a, b, c] = matrixFromQuaternion(rotation);
  const negated = c.map((value) => -value) as unknown as Vec3;
  const [x, y, z] = translation;
  return rigidTransform(quaternionFromMatrix([b, a, negated]), [y, x, -z]);
}

function toArKit({ rotation, translation }: Pose): Pose {
  const [a, b, c] = matrixFromQuaternion(rotation);
  const negated = b.map((value) => -value) as unknown as Vec3;
  const [x, y, z] = translation;
  return rigidTransform(quaternionFromMatrix([a, c, negated]), [x + 0.4, z - 1.5, -y + 0.7]);
}
