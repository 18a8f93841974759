import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Node } from "@gltf-transform/core";
import { WebIO } from "@gltf-transform/core";
import { validateBytes } from "gltf-validator";
import { describe, expect, it } from "vitest";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import {
  boxCorners,
  distanceToBox,
  orientedBox,
  transformBox,
} from "#core/geometry/oriented-box.ts";
import { projectPoint } from "#core/geometry/projection.ts";
import { quaternionAbout, quaternionFromColumns } from "#core/geometry/quaternion.ts";
import {
  CameraFromWorld,
  invert,
  rigidTransform,
  transformPoint,
} from "#core/geometry/rigid-transform.ts";
import { point } from "#core/geometry/space.ts";
import { normalize } from "#core/geometry/vector.ts";
import { boxInCamera, releasedBoxes } from "#core/release/released-box.ts";
import { storePointTiles } from "../../scene/store-point-tiles.ts";
import { floorOfPoints, withFullRelease } from "../../test/export-fixture.ts";
import { readStoredCloud } from "../../test/stored-cloud.ts";
import { exportRelease } from "../export-release.ts";
import { collect } from "../collect.ts";
import { getRelease } from "../get-release.ts";
import { samplesInContext } from "../release-index.ts";
import type { GlbContent } from "./build-glb.ts";
import { buildGlb } from "./build-glb.ts";
import { readNearPoints } from "./read-near-points.ts";

/** A tilted camera with different focal lengths and a principal point far from the middle. */
const intrinsics: Intrinsics = { fx: 1480, fy: 1620, cx: 700, cy: 640, width: 1920, height: 1080 };
const cameraFromWorld = rigidTransform<"Camera", "World">(
  quaternionFromColumns([0.8, 0.6, 0], [0.36, -0.48, 0.8], [0.48, -0.64, -0.6]),
  [0.4, 1.2, 0.3],
);
const tilted = quaternionAbout(normalize([0.2, 1, 0.1]), 0.7);
const before = orientedBox(point<"Camera">(-0.4, 0.3, 2.5), [0.5, 0.9, 0.6], tilted);
const after = orientedBox(point<"Camera">(0.6, 0.1, 3.5), [0.5, 0.9, 0.6], tilted);
const content: GlbContent = {
  sampleId: "s_1",
  label: "chair",
  operation: "move",
  instruction: "Move the chair.",
  intrinsics,
  cameraFromWorld,
  before,
  after,
  points: {
    positions: Float32Array.from([1, 2, 3, -1, 0.5, 0]),
    colors: Uint8Array.from([0, 188, 255, 10, 20, 30]),
  },
};

async function nodesOf(glb: Uint8Array): Promise<Map<string, Node>> {
  const document = await new WebIO().readBinary(glb);
  return new Map(
    document
      .getRoot()
      .listNodes()
      .map((node) => [node.getName(), node]),
  );
}

type Matrix = readonly number[];

/** A place of a node's mesh after a matrix (columns one after another, as glTF has them). */
function applied(m: Matrix, [x, y, z]: readonly number[]): [number, number, number] {
  const row = (r: number) => m[r]! * x! + m[r + 4]! * y! + m[r + 8]! * z! + m[r + 12]!;
  return [row(0), row(1), row(2)];
}

/** The same for the inverse of a rotation and translation. */
function unapplied(m: Matrix, p: readonly number[]): [number, number, number] {
  const d = [p[0]! - m[12]!, p[1]! - m[13]!, p[2]! - m[14]!];
  const column = (c: number) => m[4 * c]! * d[0]! + m[4 * c + 1]! * d[1]! + m[4 * c + 2]! * d[2]!;
  return [column(0), column(1), column(2)];
}

function placesOf(node: Node): [number, number, number][] {
  const accessor = node.getMesh()!.listPrimitives()[0]!.getAttribute("POSITION")!;
  const matrix = node.getWorldMatrix();
  return Array.from({ length: accessor.getCount() }, (_, index) =>
    applied(matrix, accessor.getElement(index, [])),
  );
}

/** Where a glTF viewer shows a place of the world, in pixels of the photo. Source: glTF 2.0, 3.10.3. */
function shownAt(cameraNode: Node, place: readonly number[]): [number, number] {
  const camera = cameraNode.getCamera()!;
  const { width, height, left, top } = camera.getExtras().photoInView as Record<string, number>;
  const [x, y, z] = unapplied(cameraNode.getWorldMatrix(), place);
  const slope = Math.tan(camera.getYFov() / 2);
  const ndc = [x / -z / (slope * camera.getAspectRatio()!), y / -z / slope];
  // Pixels of the view count from its border, those of the photo from the centre of its first.
  return [((ndc[0]! + 1) / 2) * width! - left! - 0.5, ((1 - ndc[1]!) / 2) * height! - top! - 0.5];
}

async function expectValid(glb: Uint8Array): Promise<void> {
  const { issues } = await validateBytes(glb);
  expect(issues.messages.filter(({ severity }) => severity <= 1)).toEqual([]);
  expect(issues.numErrors).toBe(0);
}

function expectSameBox(cameraNode: Node, node: Node, box: BoxInCamera, k: Intrinsics): void {
  const shown = placesOf(node).map((place) => shownAt(cameraNode, place));
  const expected = boxCorners(box).map((corner) => projectPoint(k, corner)!);
  expect(shown).toHaveLength(8);
  shown.forEach(([u, v], index) => {
    const [x, y] = expected[index]!;
    expect(Math.hypot(u - x, v - y)).toBeLessThan(0.5);
  });
}

describe("a 3D file of a sample", () => {
  it("is valid glTF without errors and warnings", async () => {
    await expectValid(await buildGlb(content));
    await expectValid(
      await buildGlb({ ...content, cameraFromWorld: null, after: null, points: null }),
    );
  });

  it("shows the boxes through its camera where the photo has them", async () => {
    for (const pose of [cameraFromWorld, null]) {
      const nodes = await nodesOf(await buildGlb({ ...content, cameraFromWorld: pose }));
      const camera = nodes.get("camera")!;
      expectSameBox(camera, nodes.get("box before")!, before, intrinsics);
      expectSameBox(camera, nodes.get("box after")!, after, intrinsics);
    }
  });

  it("draws the camera's pyramid through the corners of the photo", async () => {
    const nodes = await nodesOf(await buildGlb(content));
    const [apex, ...corners] = placesOf(nodes.get("camera frustum")!);
    const matrix = nodes.get("camera")!.getWorldMatrix();
    [matrix[12], matrix[13], matrix[14]].forEach((value, axis) => {
      expect(apex![axis]).toBeCloseTo(value, 6);
    });
    const shown = corners.map((corner) => shownAt(nodes.get("camera")!, corner));
    const border = [
      [-0.5, -0.5],
      [1919.5, -0.5],
      [1919.5, 1079.5],
      [-0.5, 1079.5],
    ];
    shown.forEach(([u, v], index) => {
      expect(u).toBeCloseTo(border[index]![0]!, 2);
      expect(v).toBeCloseTo(border[index]![1]!, 2);
    });
  });

  it("stands in the scan's world with y up, points in the same", async () => {
    const nodes = await nodesOf(await buildGlb(content));
    const [first, second] = placesOf(nodes.get("points")!);
    expect(first).toEqual([1, 3, -2]);
    expect(second).toEqual([-1, 0, -0.5]);
    const eye = transformPoint(invert(cameraFromWorld), point<"Camera">(0, 0, 0));
    const place = nodes.get("photo")!.getTranslation();
    [eye[0], eye[2], -eye[1]].forEach((value, axis) => {
      expect(place[axis]).toBeCloseTo(value, 6);
    });
    const colors = nodes.get("points")!.getMesh()!.listPrimitives()[0]!.getAttribute("COLOR_0")!;
    const [r, g, b] = colors.getElement<number[]>(0, []);
    // 188 of 255 is half of the light.
    expect([r, b]).toEqual([0, 1]);
    expect(g).toBeCloseTo(0.5, 2);
  });

  it("says what it shows", async () => {
    const nodes = await nodesOf(await buildGlb(content));
    expect(nodes.get("photo")!.getExtras()).toMatchObject({ sampleId: "s_1", label: "chair" });
    expect(nodes.get("box after")!.getExtras()).toEqual({
      label: "chair",
      operation: "move",
      sizeMeters: [0.5, 0.9, 0.6],
    });
  });
});

describe("points near an edit", () => {
  it("are those of the scene within reach, evenly thinned where they are too many", async () => {
    const hash = await storePointTiles(floorOfPoints());
    const box = transformBox(invert(cameraFromWorld), before);
    const standing = orientedBox(point<"World">(0.2, 2, 0.4), box.size, box.rotation);
    const all = await readStoredCloud(hash!);
    const near = all.filter(({ place }) => distanceToBox(standing, point(...place)) <= 0.7);
    const key = (place: ArrayLike<number>) => Array.from(place).join(" ");
    const keys = ({ positions }: { positions: Float32Array }) =>
      Array.from({ length: positions.length / 3 }, (_, i) =>
        key(positions.subarray(3 * i, 3 * i + 3)),
      );
    const whole = await readNearPoints(hash!, [standing], 0.7, 1_000_000);
    expect(keys(whole).toSorted()).toEqual(near.map(({ place }) => key(place)).toSorted());
    expect(near.length).toBeGreaterThan(10_000);
    const few = await readNearPoints(hash!, [standing], 0.7, 2000);
    expect(few.positions).toHaveLength(3 * 2000);
    const known = new Set(keys(whole));
    expect(keys(few).every((one) => known.has(one))).toBe(true);
    const left = keys(few).filter((one) => Number(one.split(" ")[0]) < 0.2).length;
    const leftOfAll = keys(whole).filter((one) => Number(one.split(" ")[0]) < 0.2).length;
    expect(left / 2000).toBeCloseTo(leftOfAll / near.length, 1);
  });
});

describe("an export as gltf", () => {
  it("has a valid file for every sample, with points where the scene has them", () =>
    withFullRelease(async (ctx, folder) => {
      const outDir = join(folder, "out");
      await exportRelease(ctx, { name: "v0", outDir, format: "gltf" });
      const { manifest, summary } = await getRelease(ctx, "v0");
      expect(await readdir(join(outDir, "glb"))).toHaveLength(manifest.samples.length);
      for (const { sample, image, scene } of await collect(samplesInContext(summary))) {
        const glb = await readFile(
          join(outDir, "glb", `${sample.imageId}_edit_${sample.queryId}.glb`),
        );
        await expectValid(glb);
        const nodes = await nodesOf(glb);
        const boxes = releasedBoxes(sample.edit);
        const camera = nodes.get("camera")!;
        expectSameBox(
          camera,
          nodes.get("box before")!,
          boxInCamera(boxes.before),
          image.intrinsics,
        );
        if (boxes.after)
          expectSameBox(
            camera,
            nodes.get("box after")!,
            boxInCamera(boxes.after),
            image.intrinsics,
          );
        expect(nodes.has("box after")).toBe(boxes.after !== null);
        expect(nodes.has("points")).toBe(scene.id === "aaaaaaaaaa");
        if (!scene.points) continue;
        const places = placesOf(nodes.get("points")!);
        expect(places.length).toBeGreaterThan(1000);
        expect(places.length).toBeLessThanOrEqual(50_000);
        const pose = CameraFromWorld.parse(image.cameraFromWorld);
        const inWorld = [boxes.before, boxes.after!].map((box) =>
          transformBox(invert(pose), boxInCamera(box)),
        );
        for (const [x, y, z] of places.slice(0, 500)) {
          const place = point<"World">(x, -z, y);
          expect(Math.min(...inWorld.map((box) => distanceToBox(box, place)))).toBeLessThan(1.501);
        }
      }
    }));
});
