import { readdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";

import { sharpness } from "#core/frame/sharpness.ts";

import { DEPTH_SIZE, DEPTH_STRIDE, IMAGE_SIZE } from "./build/page/camera.ts";
import { kitchenWalk, livingRoomWalk } from "./build/page/rooms/walks.ts";
import {
  type DemoScene,
  folderBytes,
  type Group,
  readDemoScenes,
  readDepth,
  SCENES_FOLDER,
  type Vector,
  vertexAt,
} from "./scene-files.ts";

const MILLIMETER = 1e-3;
/** Parts of the building, and what hangs on it. */
const BUILDING = new Set(["floor", "wall", "ceiling", "window", "door", "blinds"]);
const HUNG = new Set(["picture", "clock", "pendant lamp", "wall cabinet", "shelf"]);
const HOLDERS = new Set(["bookshelf", "sofa", "armchair", "bench"]);

const scenes = await readDemoScenes();
const walks = [livingRoomWalk, kitchenWalk];

const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

function axesOf({ obb }: Group): [Vector, Vector, Vector] {
  return [0, 3, 6].map((i) => obb.normalizedAxes.slice(i, i + 3) as Vector) as [
    Vector,
    Vector,
    Vector,
  ];
}

/** Distance of a point from the middle of the box along each axis. */
function inBox(group: Group, point: Vector): Vector {
  return axesOf(group).map((axis) => dot(axis, minus(point, group.obb.centroid))) as Vector;
}

function upAxis(group: Group): number {
  return axesOf(group).findIndex((axis) => Math.abs(axis[2]) > 0.999);
}

function heights(group: Group): { bottom: number; top: number } {
  const half = group.obb.axesLengths[upAxis(group)]! / 2;
  return { bottom: group.obb.centroid[2] - half, top: group.obb.centroid[2] + half };
}

const furniture = (scene: DemoScene) => scene.groups.filter((group) => !BUILDING.has(group.label));

test("the folder is one small ScanNet++ root", async () => {
  expect(scenes.map((scene) => scene.id).toSorted()).toEqual(
    walks.map((walk) => walk.sceneId).toSorted(),
  );
  expect((await readdir(join(SCENES_FOLDER, "data"))).toSorted()).toEqual(
    scenes.map((scene) => scene.id).toSorted(),
  );
  expect(await folderBytes(SCENES_FOLDER)).toBeLessThanOrEqual(25e6);
});

describe.each(scenes.map((scene) => [scene.id, scene] as const))("scene %s", (id, scene) => {
  const names = Object.keys(scene.poses);
  const swung = walks
    .find((walk) => walk.sceneId === id)!
    .swungFrames.map((frame) => names[frame]!);

  test("every frame has a photo, a depth map and a pose", async () => {
    expect(id).toMatch(/^[0-9a-f]{10}$/);
    expect(names.length).toBeGreaterThanOrEqual(40);
    expect((await readdir(join(scene.folder, "iphone", "rgb"))).toSorted()).toEqual(
      names.map((name) => `${name}.jpg`),
    );
    expect((await readdir(join(scene.folder, "iphone", "depth"))).toSorted()).toEqual(
      names.map((name) => `${name}.png`),
    );
    for (const name of names) {
      const photo = await sharp(join(scene.folder, "iphone", "rgb", `${name}.jpg`)).metadata();
      expect(photo).toMatchObject({ format: "jpeg", ...IMAGE_SIZE });
      const depth = await sharp(join(scene.folder, "iphone", "depth", `${name}.png`)).metadata();
      expect(depth).toMatchObject({ format: "png", depth: "ushort", ...DEPTH_SIZE });
    }
  });

  test("poses are rigid and inside the room", () => {
    const ceiling = heights(scene.groups.find((group) => group.label === "ceiling")!).top;
    for (const { aligned_pose, pose } of Object.values(scene.poses))
      for (const matrix of [aligned_pose, pose]) {
        const columns = [0, 1, 2].map((k) => matrix.slice(0, 3).map((row) => row[k]!) as Vector);
        columns.forEach((a, i) =>
          columns.forEach((b, k) => expect(dot(a, b)).toBeCloseTo(i === k ? 1 : 0, 9)),
        );
        const [x, y, z] = columns as [Vector, Vector, Vector];
        const cross: Vector = [
          x[1] * y[2] - x[2] * y[1],
          x[2] * y[0] - x[0] * y[2],
          x[0] * y[1] - x[1] * y[0],
        ];
        expect(dot(cross, z)).toBeCloseTo(1, 9);
        expect(matrix[3]).toEqual([0, 0, 0, 1]);
        if (matrix === aligned_pose) {
          expect(matrix[2]![3]).toBeGreaterThan(1.3);
          expect(matrix[2]![3]).toBeLessThan(ceiling);
        }
      }
  });

  test("each vertex belongs to one object, whose box holds it and touches it on all sides", () => {
    const count = scene.vertices.length / 3;
    expect(scene.segIndices).toEqual(Array.from({ length: count }, (_, i) => i));
    expect(scene.groups.flatMap((group) => group.segments).toSorted((a, b) => a - b)).toEqual(
      scene.segIndices,
    );
    for (const group of scene.groups) {
      const half = group.obb.axesLengths.map((length) => length / 2);
      const low = [Infinity, Infinity, Infinity];
      const high = [-Infinity, -Infinity, -Infinity];
      for (const segment of group.segments)
        inBox(group, vertexAt(scene, segment)).forEach((value, i) => {
          low[i] = Math.min(low[i]!, value);
          high[i] = Math.max(high[i]!, value);
        });
      half.forEach((value, i) => {
        expect(Math.abs(low[i]! + value), group.label).toBeLessThan(MILLIMETER);
        expect(Math.abs(high[i]! - value), group.label).toBeLessThan(MILLIMETER);
      });
    }
  });

  test("the room is furnished, names repeat, and not every box is stored upright", () => {
    const labels = furniture(scene).map((group) => group.label);
    expect(labels.length).toBeGreaterThanOrEqual(20);
    const repeated = new Set(labels.filter((label, i) => labels.indexOf(label) !== i));
    expect(repeated.size).toBeGreaterThanOrEqual(3);
    expect(new Set(furniture(scene).map(upAxis))).toEqual(new Set([0, 1, 2]));
  });

  test("things stand on something", () => {
    const loose = furniture(scene).filter(
      (group) => !HUNG.has(group.label) && !isSupported(scene, group),
    );
    expect(loose.map((group) => group.label)).toEqual([]);
  });

  test("boxes of things that stand apart do not reach into each other", () => {
    const things = furniture(scene);
    const clashes = things.flatMap((a, i) =>
      things
        .slice(i + 1)
        .filter((b) => mayNotMeet(a, b) && depthOfOverlap(a, b) > MILLIMETER)
        .map((b) => `${a.label} and ${b.label}`),
    );
    expect(clashes).toEqual([]);
  });

  test("depth maps show the mesh where it is", async () => {
    const sampled = names.filter((_, i) => i % 7 === 3);
    for (const name of sampled) {
      const { width, height, millimeters } = await readDepth(scene, name);
      const { aligned_pose: m, intrinsic } = scene.poses[name]!;
      const [fx, cx, fy, cy] = [
        intrinsic[0]![0]!,
        intrinsic[0]![2]!,
        intrinsic[1]![1]!,
        intrinsic[1]![2]!,
      ];
      const position = m.slice(0, 3).map((row) => row[3]!) as Vector;
      const axes = [0, 1, 2].map((k) => m.slice(0, 3).map((row) => row[k]!) as Vector);
      let [agree, behind, seen] = [0, 0, 0];
      for (const group of furniture(scene))
        for (const segment of group.segments) {
          const away = minus(vertexAt(scene, segment), position);
          const [x, y, z] = axes.map((axis) => dot(axis, away)) as Vector;
          const column = Math.round(((fx * x) / z + cx) / DEPTH_STRIDE);
          const row = Math.round(((fy * y) / z + cy) / DEPTH_STRIDE);
          if (z < 0.2 || column < 1 || row < 1 || column > width - 2 || row > height - 2) continue;
          // Most vertices lie on edges, where the pixel next to them may already show what is behind.
          const differences = [-1, 0, 1].flatMap((dv) =>
            [-1, 0, 1].map((du) => millimeters[(row + dv) * width + column + du]! / 1000 - z),
          );
          seen++;
          if (differences.some((difference) => Math.abs(difference) < 0.02)) agree++;
          else if (differences.every((difference) => difference > 0)) behind++;
        }
      expect(seen, name).toBeGreaterThan(1000);
      expect(agree / (agree + behind), name).toBeGreaterThan(0.97);
      expect(agree / seen, name).toBeGreaterThan(0.2);
    }
  });

  test("photos are sharp but where the camera was swung", async () => {
    const score = async (name: string) => {
      const { data, info } = await sharp(join(scene.folder, "iphone", "rgb", `${name}.jpg`))
        .raw()
        .toBuffer({ resolveWithObject: true });
      return sharpness({ width: info.width, height: info.height, rgb: data });
    };
    for (const name of swung) expect(await score(name), name).toBeLessThan(0.6);
    const others = names.filter((name, i) => i % 3 === 2 && !swung.includes(name));
    const scores = await Promise.all(others.map(score));
    // A photo of little but plain wall has few fine lines, sharp as it is.
    const passing = scores.filter((value) => value > 0.6).length;
    expect(passing / others.length).toBeGreaterThan(0.9);
  });
});

/** Whether some other surface lies at the height of the thing's bottom, within or near its footprint. */
function isSupported(scene: DemoScene, group: Group): boolean {
  const { bottom } = heights(group);
  const reach = group.obb.axesLengths.map((length, i) =>
    i === upAxis(group) ? Infinity : length / 2 + 0.1,
  );
  return scene.groups.some(
    (other) =>
      other !== group &&
      other.segments.some((segment) => {
        const point = vertexAt(scene, segment);
        return (
          Math.abs(point[2] - bottom) < MILLIMETER &&
          inBox(group, point).every((value, i) => Math.abs(value) < reach[i]!)
        );
      }),
  );
}

/** Chairs go under tables and rugs under everything; a holder's box spans what stands in it. */
function mayNotMeet(a: Group, b: Group): boolean {
  const labels = [a.label, b.label];
  if (labels.some((label) => HOLDERS.has(label) || label === "rug")) return false;
  return !(
    labels.some((label) => label.endsWith("chair")) &&
    labels.some((label) => label.endsWith("table") || label === "desk")
  );
}

/** The least distance by which two upright boxes would have to part; 0 when they are apart. */
function depthOfOverlap(a: Group, b: Group): number {
  const [heightA, heightB] = [heights(a), heights(b)];
  let least = Math.min(heightA.top, heightB.top) - Math.max(heightA.bottom, heightB.bottom);
  const between = minus(b.obb.centroid, a.obb.centroid);
  const level = (group: Group) => axesOf(group).filter((_, i) => i !== upAxis(group));
  for (const axis of [...level(a), ...level(b)]) {
    const reach = [a, b].map((group) =>
      axesOf(group).reduce(
        (sum, side, i) => sum + (Math.abs(dot(side, axis)) * group.obb.axesLengths[i]!) / 2,
        0,
      ),
    );
    least = Math.min(least, reach[0]! + reach[1]! - Math.abs(dot(between, axis)));
  }
  return Math.max(0, least);
}
