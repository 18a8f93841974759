import { describe, expect, it } from "vitest";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { OperationKind } from "#core/operation/operation.ts";
import { matrixFromIntrinsics, resizeIntrinsics } from "#core/geometry/camera.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { intrinsicsIn896 } from "#core/metric/frame-896.ts";
import { matrixFromYaw, rotateAboutY, yawFromMatrix } from "#core/metric/gsi-rotation.ts";
import { checkEditFile } from "./edit-rules.ts";
import type { PublishedEdit } from "./published-edit.ts";
import type { RuleName } from "./violation.ts";

const source = { fx: 1560, fy: 1560, cx: 958, cy: 722, width: 1920, height: 1440 };
const file = "0a1b2c3d4e_frame_000010_edit_0.json";
const rotation = matrixFromYaw(0.3);

const move: PublishedEdit = {
  prompt: "Move the chair half a metre (50 cm) rightwards and leave the rest of the room as it is.",
  target: "chair",
  original_bbox_3d: [-0.9, 0.35, 3, 0.5, 0.9, 0.5, 0.3],
  new_bbox_3d: [-0.4, 0.35, 3, 0.5, 0.9, 0.5, 0.3],
  camera_intrinsics: matrixFromIntrinsics(intrinsicsIn896(source)),
  rotation_matrix: rotation,
};
const { new_bbox_3d: _moved, ...still } = move;
const remove: PublishedEdit = {
  ...still,
  prompt: "Remove the chair and fill in what was behind it.",
};
const turned = rotateAboutY(rotation, 90, "counterclockwise");
const rotate: PublishedEdit = {
  ...still,
  prompt: "Rotate the chair by 90 degrees, counterclockwise seen from above.",
  original_bbox_3d: [-0.9, 0.35, 3, 0.9, 0.9, 0.4, 0.3],
  new_bbox_3d: [-0.9, 0.35, 3, 0.9, 0.9, 0.4, yawFromMatrix(turned)],
  new_rotation_matrix: turned,
};

function rulesOf(
  json: unknown,
  intended: OperationKind | null = null,
  image: { width: number; height: number } | null = source,
  camera: Intrinsics | null = null,
): [RuleName, string | null][] {
  return checkEditFile({ file, json, imageSize: image, camera, intended }).map(
    ({ rule, field }) => [rule, field],
  );
}

describe("the rules for an edit file", () => {
  it.each([
    ["move", move],
    ["rotate", rotate],
    ["remove", remove],
  ] as const)("pass a sound %s", (operation, edit) => {
    expect(rulesOf(edit, operation)).toEqual([]);
    expect(rulesOf(edit)).toEqual([]);
  });

  it("name the file and the field in the sentence", () => {
    for (const one of checkEditFile({
      file,
      json: {},
      imageSize: source,
      camera: source,
      intended: null,
    })) {
      expect(one.message).toContain(file);
      expect(one.message).toContain(one.field);
    }
  });

  it.each(["prompt", "target", "original_bbox_3d", "camera_intrinsics", "rotation_matrix"])(
    "want %s",
    (field) => {
      expect(rulesOf({ ...move, [field]: undefined })).toContainEqual(["fields", field]);
    },
  );

  it.each([
    ["text for a number", { original_bbox_3d: [0, 0, "3", 1, 1, 1, 0] }, "original_bbox_3d[2]"],
    ["six numbers", { original_bbox_3d: [0, 0, 3, 1, 1, 1] }, "original_bbox_3d"],
    [
      "NaN",
      {
        rotation_matrix: [
          [1, 0, 0],
          [0, Number.NaN, 0],
          [0, 0, 1],
        ],
      },
      "rotation_matrix[1][1]",
    ],
    ["infinity", { new_bbox_3d: [0, 0, Infinity, 1, 1, 1, 0] }, "new_bbox_3d[2]"],
  ])("refuse %s", (_what, change, field) => {
    expect(rulesOf({ ...move, ...change }).map(([, where]) => where)).toContain(field);
  });

  it.each([[null], [[]], ["text"], [3]])("refuse %j in place of an object", (json) => {
    expect(rulesOf(json)).toEqual([["fields", null]]);
  });

  it("take a placement for the move as which it is scored, and a change of size for itself", () => {
    const place = { ...move, prompt: "Place the chair next to the desk." };
    expect(rulesOf(place, "place")).toEqual([]);
    expect(rulesOf(place, "place-on-receptacle")).toEqual([]);
    const [x, y, z, w, h, l, yaw] = move.original_bbox_3d;
    const grown: PublishedEdit = {
      ...move,
      prompt: "Make the chair twice as big.",
      new_bbox_3d: [x, y - h / 2, z, 2 * w, 2 * h, 2 * l, yaw],
    };
    expect(rulesOf(grown, "scale")).toEqual([]);
    expect(rulesOf(grown)).toEqual([]);
    const barely: PublishedEdit = {
      ...grown,
      new_bbox_3d: [x, y, z, 1.05 * w, 1.05 * h, 1.05 * l, yaw],
    };
    expect(rulesOf(barely, "scale")).toEqual([["oracle", null]]);
  });

  it("keep a change of view out for want of the picture that it is scored against", () => {
    const view = { ...still, prompt: "Look 15 degrees to the right." };
    expect(rulesOf(view, "view")).toEqual([["ground-truth", null]]);
    expect(rulesOf(view)).toEqual([["ground-truth", null]]);
  });

  it.each([
    ["Slide the chair to the left.", null, "operation-word"],
    [" Move the chair.", null, "operation-word"],
    ["Please, move the chair.", null, "operation-word"],
    ["Rotate the chair.", "move", "operation-word"],
    ["Enlarge the chair.", "move", "operation-word"],
    ["Look at the chair.", "rotate", "operation-word"],
    ["Move the camera to the left.", "move", "camera-word"],
  ] as const)("refuse the instruction %j", (prompt, intended, rule) => {
    expect(rulesOf({ ...move, prompt }, intended)).toContainEqual([rule, "prompt"]);
  });

  it.each(["Move the chair toward you, away from the camera by 50 cm.", "please move the chair."])(
    "pass the instruction %j",
    (prompt) => {
      expect(rulesOf({ ...move, prompt }, "move")).toEqual([]);
    },
  );

  it("want the field that the operation is scored by, and no other", () => {
    const { new_rotation_matrix: _matrix, ...half } = rotate;
    expect(rulesOf({ ...still, prompt: move.prompt })).toEqual([
      ["operation-fields", "new_bbox_3d"],
    ]);
    expect(rulesOf(half)).toEqual([
      ["operation-fields", "new_rotation_matrix"],
      ["yaw-matrix", "new_bbox_3d[6]"],
    ]);
    expect(rulesOf({ ...remove, new_bbox_3d: move.new_bbox_3d })).toEqual([
      ["operation-fields", "new_bbox_3d"],
    ]);
    expect(rulesOf({ ...move, new_rotation_matrix: rotation })).toEqual([
      ["operation-fields", "new_rotation_matrix"],
    ]);
  });

  it("want proper rotations", () => {
    const mirrored: Matrix3 = [rotation[0], rotation[1], [0.3, 0, -0.95]];
    const scaled: Matrix3 = [
      [1.01, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    expect(rulesOf({ ...move, rotation_matrix: mirrored })).toEqual([
      ["rotation-proper", "rotation_matrix"],
    ]);
    expect(rulesOf({ ...rotate, new_rotation_matrix: scaled })).toEqual([
      ["rotation-proper", "new_rotation_matrix"],
    ]);
  });

  it("want boxes with a volume and a yaw in [-pi, pi) that the matrix agrees with", () => {
    const withYaw = (yaw: number) => ({
      ...remove,
      original_bbox_3d: [-0.9, 0.35, 3, 0.5, 0.9, 0.5, yaw],
      rotation_matrix: matrixFromYaw(yaw),
    });
    expect(rulesOf({ ...remove, original_bbox_3d: [-0.9, 0.35, 3, 0.5, 0, 0.5, 0.3] })).toEqual([
      ["box-size", "original_bbox_3d"],
    ]);
    expect(rulesOf(withYaw(Math.PI))).toEqual([["yaw-range", "original_bbox_3d[6]"]]);
    expect(rulesOf(withYaw(-Math.PI))).toEqual([["yaw-margin", "original_bbox_3d[6]"]]);
    expect(rulesOf(withYaw(3))).toEqual([]);
    expect(rulesOf({ ...withYaw(1), rotation_matrix: rotation })).toEqual([
      ["yaw-matrix", "original_bbox_3d[6]"],
    ]);
  });

  it("want a camera matrix in 896-frame pixels", () => {
    const skewed: Matrix3 = [
      [700, 1, 448],
      [0, 700, 336],
      [0, 0, 1],
    ];
    expect(rulesOf({ ...move, camera_intrinsics: skewed })).toEqual([
      ["camera-form", "camera_intrinsics"],
    ]);
    expect(rulesOf({ ...move, camera_intrinsics: matrixFromIntrinsics(source) })).toEqual([
      ["camera-frame", "camera_intrinsics"],
    ]);
    const small = resizeIntrinsics(source, 540, 405);
    const unscaled = { ...move, camera_intrinsics: matrixFromIntrinsics(small) };
    expect(rulesOf(unscaled, null, small)).toContainEqual(["camera-frame", "camera_intrinsics"]);
  });

  it("want the photo's own camera where it is known", () => {
    expect(rulesOf(move, null, source, source)).toEqual([]);
    expect(rulesOf(move, null, source, { ...source, fx: source.fx + 1 })).toEqual([
      ["camera-frame", "camera_intrinsics"],
    ]);
  });

  it("want both boxes before the camera and in the picture", () => {
    const behind = [0, 0, 0.2, 0.5, 0.9, 0.5, 0.3];
    const beside = [9, 0.35, 3, 0.5, 0.9, 0.5, 0.3];
    expect(rulesOf({ ...move, original_bbox_3d: behind })).toContainEqual([
      "box-in-picture",
      "original_bbox_3d",
    ]);
    expect(rulesOf({ ...move, new_bbox_3d: beside })).toContainEqual([
      "box-in-picture",
      "new_bbox_3d",
    ]);
  });

  it("refuse what no perfect edit could score: a short move, a half turn", () => {
    const near = [-0.6, 0.35, 3, 0.5, 0.9, 0.5, 0.3];
    expect(rulesOf({ ...move, new_bbox_3d: near })).toEqual([["oracle", null]]);
    const half = rotateAboutY(rotation, 180, "clockwise");
    const halfTurn = {
      ...rotate,
      new_rotation_matrix: half,
      new_bbox_3d: [...rotate.original_bbox_3d.slice(0, 6), yawFromMatrix(half)],
    };
    expect(rulesOf(halfTurn)).toEqual([["oracle", null]]);
  });
});
