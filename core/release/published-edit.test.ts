import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { projectBoxBounds } from "#core/geometry/projection.ts";
import { quaternionAbout, multiplyQuaternions } from "#core/geometry/quaternion.ts";
import { rigidTransform } from "#core/geometry/rigid-transform.ts";
import { point } from "#core/geometry/space.ts";
import { frame896, pixelFrom896 } from "#core/metric/frame-896.ts";
import { gsiBoxToImage } from "#core/metric/gsi-box.ts";
import { Operation } from "#core/operation/operation.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { PublishedEdit, publishedEdit, publishedEditText } from "./published-edit.ts";

const box: fc.Arbitrary<BoxInCamera> = fc
  .record({
    x: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
    y: fc.double({ min: -1, max: 1, noNaN: true }),
    z: fc.double({ min: 2.5, max: 6, noNaN: true }),
    size: fc.tuple(side(), side(), side()),
    yaw: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
    pitch: fc.double({ min: -0.8, max: 0.8, noNaN: true }),
  })
  .map(({ x, y, z, size, yaw, pitch }) =>
    orientedBox<"Camera">(
      point(x, y, z),
      size,
      multiplyQuaternions(quaternionAbout([1, 0, 0], pitch), quaternionAbout([0, 1, 0], yaw)),
    ),
  );

function side() {
  return fc.double({ min: 0.05, max: 1.5, noNaN: true });
}

const imageSize = fc.constantFrom([1920, 1440], [1440, 1080], [540, 360], [1000, 703], [720, 1280]);

function sceneOf([width, height]: readonly number[]): FrameScene {
  const [w, h] = [width ?? 0, height ?? 0];
  return {
    sceneKey: "0123456789",
    frameKey: "frame_000010",
    intrinsics: { fx: 0.9 * w, fy: 0.91 * w, cx: 0.49 * w, cy: 0.52 * h, width: w, height: h },
    cameraFromWorld: rigidTransform([0, 0, 0, 1], [0, 0, 0]),
    floorHeightMeters: 0,
    objects: [],
  };
}

function editOf(sourceBox: BoxInCamera, targetBox: BoxInCamera | null, kind: Edit["operation"]) {
  const edit: Edit = {
    targetId: "annotation:1",
    label: "chair",
    operation: kind,
    sourceBox,
    targetBox,
    instruction: "Move the chair.",
  };
  return edit;
}

const reference = {
  id: "annotation:2",
  label: "desk",
  inImageFraction: 1,
  visibleFraction: null,
  score: 1,
};
const move = { kind: "move", direction: "left", distanceMeters: 0.5 } as const;
const turn = { kind: "rotate", sense: "clockwise", angleDegrees: 45 } as const;

describe("the published form of an edit", () => {
  it("projects where our own box lies, for any photo size: export, parse, project", () => {
    fc.assert(
      fc.property(box, box, imageSize, (before, after, size) => {
        const scene = sceneOf(size);
        const text = publishedEditText(publishedEdit(scene, editOf(before, after, turn)));
        const read = PublishedEdit.parse(JSON.parse(text));
        const frame = frame896(scene.intrinsics);
        const pairs = [
          [before, read.original_bbox_3d, read.rotation_matrix],
          [after, read.new_bbox_3d, read.new_rotation_matrix],
        ] as const;
        for (const [ours, published, rotation] of pairs) {
          if (!published || !rotation) throw new Error("a rotation has both");
          const expected = projectBoxBounds(scene.intrinsics, ours);
          const [x1, y1, x2, y2] = gsiBoxToImage(published, rotation, read.camera_intrinsics);
          const found = [...pixelFrom896(frame, [x1, y1]), ...pixelFrom896(frame, [x2, y2])];
          const scale = frame.resized.width / frame.source.width;
          expected?.forEach((pixel, i) =>
            expect(Math.abs(pixel - (found[i] ?? Number.NaN)) * scale).toBeLessThan(0.5),
          );
          expect(expected).not.toBeNull();
        }
      }),
    );
  });

  it("has exactly the fields that the operation is scored by", () => {
    fc.assert(
      fc.property(box, box, (before, after) => {
        const scene = sceneOf([1440, 1080]);
        const always = [
          "camera_intrinsics",
          "original_bbox_3d",
          "prompt",
          "rotation_matrix",
          "target",
        ];
        const fieldsOf = (edit: Edit) => Object.keys(publishedEdit(scene, edit)).toSorted();
        expect(fieldsOf(editOf(before, null, { kind: "remove" }))).toEqual(always);
        expect(fieldsOf(editOf(before, after, move))).toEqual(
          [...always, "new_bbox_3d"].toSorted(),
        );
        expect(fieldsOf(editOf(before, after, turn))).toEqual(
          [...always, "new_bbox_3d", "new_rotation_matrix"].toSorted(),
        );
        const growth = { kind: "scale", factor: 1.5 } as const;
        expect(fieldsOf(editOf(before, after, growth))).toEqual(
          [...always, "new_bbox_3d"].toSorted(),
        );
        const view = Operation.parse({ kind: "view", dollyMeters: 0.5 });
        expect(fieldsOf(editOf(before, after, view))).toEqual(always);
        const desk = { ...reference, box: after };
        const place = { kind: "place", relation: "behind", referenceId: desk.id } as const;
        const published = publishedEdit(
          { ...scene, objects: [desk] },
          editOf(before, after, place),
        );
        expect(Object.keys(published).toSorted()).toEqual(
          [...always, "new_bbox_3d", "reference"].toSorted(),
        );
        expect(PublishedEdit.parse(published).reference).toMatchObject({
          label: "desk",
          bbox_3d: published.new_bbox_3d,
        });
      }),
    );
  });

  it("is the same bytes again when it is read and written", () => {
    fc.assert(
      fc.property(box, box, (before, after) => {
        const text = publishedEditText(
          publishedEdit(sceneOf([540, 360]), editOf(before, after, turn)),
        );
        expect(publishedEditText(PublishedEdit.parse(JSON.parse(text)))).toBe(text);
      }),
    );
  });
});
