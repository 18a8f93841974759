import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { PhotosFile } from "./photos-and-boxes.ts";
import { listPhotoScenes, readPhotoScene } from "./read-photos-file.ts";

const docs = resolve(import.meta.dirname, "../../docs");

it("the published JSON Schema is made from the format", () => {
  const published: unknown = JSON.parse(
    readFileSync(resolve(docs, "photos-and-boxes.schema.json"), "utf8"),
  );
  expect(published).toEqual(
    JSON.parse(JSON.stringify(z.toJSONSchema(PhotosFile, { io: "input" }))),
  );
});

const box = { label: "Chair", center: [0, 0.9, 2], size: [0.4, 0.4, 0.4], rotation: [0, 0, 0, 1] };
const image = {
  file: "a.jpg",
  width: 64,
  height: 48,
  intrinsics: { fx: 60, fy: 60, cx: 31.5, cy: 23.5 },
  boxes: [box],
};
const pose = [
  [1, 0, 0, 0],
  [0, 0, 1, -3],
  [0, -1, 0, 1.4],
  [0, 0, 0, 1],
];

function read(scene: object) {
  const { scenes } = listPhotoScenes({
    format: "gsi-photos",
    version: 1,
    scenes: [{ id: "room", images: [image], ...scene }],
  });
  return readPhotoScene(scenes[0]!);
}

describe("the list of scenes", () => {
  const file = { format: "gsi-photos", version: 1, scenes: [{ id: "a" }] };
  it.each([
    [null, "the file: "],
    [[], "the file: "],
    [{ ...file, format: "coco" }, "format: "],
    [{ ...file, version: 2 }, "version: "],
    [{ ...file, scenes: [] }, "scenes: "],
    [{ ...file, scenes: undefined }, "scenes: is missing"],
    [{ ...file, scene: [] }, 'Unrecognized key: "scene"'],
  ])("of %j is refused with the place", (bad, problem) => {
    const { scenes, problems } = listPhotoScenes(bad);
    expect(scenes).toEqual([]);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it("leaves out ids that climb or are there twice, and keeps the rest", () => {
    const { scenes, problems } = listPhotoScenes({
      ...file,
      scenes: [{ id: "a" }, { id: "../b" }, { id: "a" }, 7, { id: "c" }],
    });
    expect(scenes.map(({ id }) => id)).toEqual(["a", "c"]);
    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "scenes[1].id",
      "scenes[2].id",
      "scenes[3]",
    ]);
  });
});

describe("a scene", () => {
  it("of photos with boxes of their own", () => {
    const { photos, problems } = read({});
    expect(problems).toEqual([]);
    expect(photos[0]).toMatchObject({
      file: "a.jpg",
      cameraFromWorld: null,
      objects: [{ key: "0", label: "chair", rawLabel: "Chair", box: { center: [0, 0.9, 2] } }],
    });
  });

  it("takes a box in the world into the camera of a photo with a pose", () => {
    const inWorld = { ...box, frame: "world", center: [0.2, -1, 0.5] };
    const { photos, problems } = read({ images: [{ ...image, pose, boxes: [inWorld] }] });
    expect(problems).toEqual([]);
    [0.2, 0.9, 2].forEach((value, i) =>
      expect(photos[0]!.objects[0]!.box.center[i]).toBeCloseTo(value, 9),
    );
  });

  it.each([
    ["a NaN", { center: [0, Number.NaN, 1] }, "boxes[0].center[1]"],
    ["a negative length", { size: [1, -1, 1] }, "boxes[0].size[1]"],
    ["an endless label", { label: "a".repeat(10_000) }, "boxes[0].label: is longer than 200"],
    ["a zero byte in its label", { label: "a\0b" }, "boxes[0].label: holds a character"],
    ["half a character in its label", { label: "\uD800" }, "boxes[0].label: holds a character"],
    ["no label", { label: undefined }, "boxes[0].label: is missing"],
    ["no rotation", { rotation: [0, 0, 0, 0] }, "boxes[0].rotation: is no rotation"],
    [
      "a mirror",
      {
        rotation: [
          [-1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      },
      "boxes[0].rotation: is no rotation",
    ],
    ["a rotation in words", { rotation: "left" }, "boxes[0].rotation: must be a quaternion"],
    ["a misspelt field", { centre: [0, 0, 0] }, 'Unrecognized key: "centre"'],
    ["an id that climbs", { id: "../x" }, "boxes[0].id"],
    ["a world without a pose", { frame: "world" }, "boxes[0].frame: a box in the world needs"],
  ])("loses a box with %s and keeps the others", (_name, change, problem) => {
    const { photos, problems } = read({
      images: [{ ...image, boxes: [{ ...box, ...change }, box] }],
    });
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(problems[0]).toContain("scenes[0].images[0]");
    expect(photos[0]!.objects).toHaveLength(1);
  });

  it.each([
    ["no camera", { intrinsics: undefined }, "intrinsics: is missing"],
    ["half a pixel", { width: 64.5 }, "width"],
    ["a pose that mirrors", { pose: [[-1, 0, 0, 0], ...pose.slice(1)] }, "pose: is not rigid"],
    ["a pose of three rows", { pose: pose.slice(0, 3) }, "pose"],
    ["boxes in words", { boxes: "none" }, "boxes"],
    ["a file seen before", { file: "a.jpg" }, "a.jpg is there twice"],
  ])("loses a photo with %s and keeps the others", (_name, change, problem) => {
    const { photos, problems } = read({ images: [image, { ...image, file: "b.jpg", ...change }] });
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(problems[0]).toContain("scenes[0].images[1]");
    expect(photos.map(({ file }) => file)).toEqual(["a.jpg"]);
  });

  it("with shared objects needs the pose of every photo, and takes an id once", () => {
    const objects = [
      { ...box, id: "x" },
      { ...box, id: "x" },
    ];
    const {
      photos,
      objects: shared,
      problems,
    } = read({
      images: [image, { ...image, file: "b.jpg", pose }],
      objects,
    });
    expect(photos.map(({ file }) => file)).toEqual(["b.jpg"]);
    expect(shared).toHaveLength(1);
    expect(problems).toEqual([
      expect.stringContaining("objects[1].id: x is already taken"),
      expect.stringContaining("images[0].pose: is missing"),
    ]);
  });
});
