import { expect, test } from "vitest";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { identityRotation, quaternionAbout } from "#core/geometry/quaternion.ts";
import { rigidTransform } from "#core/geometry/rigid-transform.ts";
import { point } from "#core/geometry/space.ts";
import { applyOperation } from "#core/operation/apply-operation.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { withOperation } from "./edit-change.ts";
import { differingParts, mergeEdits } from "./merge-edits.ts";

const scene: FrameScene = {
  sceneKey: "room",
  frameKey: "frame",
  intrinsics: { fx: 500, fy: 500, cx: 320, cy: 240, width: 640, height: 480 },
  cameraFromWorld: rigidTransform(quaternionAbout([1, 0, 0], Math.PI / 2), [0, 0, 0]),
  floorHeightMeters: 0,
  objects: [],
};

function shifted(distanceMeters: number, edit: Partial<Edit> = {}): Edit {
  const plain: Edit = {
    targetId: "annotation:1",
    label: "mug",
    operation: { kind: "remove" },
    sourceBox: orientedBox(point(0, 0, 2), [0.1, 0.1, 0.1], identityRotation),
    targetBox: null,
    instruction: "Move the mug to the left.",
    ...edit,
  };
  return withOperation(scene, plain, { kind: "move", direction: "left", distanceMeters });
}

const mine = shifted(0.2, { instruction: "Mine." });
const theirs = shifted(0.4, {
  sourceBox: orientedBox(point(0.3, 0, 2), [0.1, 0.1, 0.1], identityRotation),
});

test("parts that say the same are no question", () => {
  expect(differingParts(mine, mine)).toEqual([]);
  expect(differingParts(mine, { ...mine, instruction: "Other." })).toEqual(["words"]);
  expect(differingParts(mine, theirs)).toEqual(["object", "change", "words"]);
});

test("everything from one side is that side", () => {
  const all = (side: "mine" | "theirs") => ({ object: side, change: side, words: side });
  expect(mergeEdits(scene, mine, theirs, all("mine"))).toEqual(mine);
  expect(mergeEdits(scene, mine, theirs, all("theirs"))).toEqual(theirs);
});

test("their object with my change goes where my operation takes their object", () => {
  const merged = mergeEdits(scene, mine, theirs, {
    object: "theirs",
    change: "mine",
    words: "theirs",
  });
  expect(merged).toMatchObject({ sourceBox: theirs.sourceBox, instruction: theirs.instruction });
  expect(merged.targetBox).toEqual(applyOperation(scene, theirs.sourceBox, mine.operation));
});
