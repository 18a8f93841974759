import { describe, expect, test } from "vitest";
import { boxRectInImage } from "#core/geometry/projection.ts";
import { ReferenceMargins } from "#core/instruction/judge-reference.ts";
import { writeInstruction } from "#core/instruction/write-instruction.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import { editOf, roomWith } from "#core/test/room.ts";
import type { LabelCorrection } from "./gate-answer.ts";
import { applyLabelFix } from "./label-fix.ts";

const scene = roomWith([
  { label: "chair", at: [-0.6, 3.5], size: [0.4, 0.5, 0.4] },
  { label: "stool", at: [0.8, 3], size: [0.4, 0.5, 0.4] },
]);
const edit = editOf(
  scene,
  "object:0",
  { kind: "move", direction: "left", distanceMeters: 0.5 },
  "Move the chair 50 cm to the left.",
);

type Region = LabelCorrection["region"];
const { width, height } = scene.intrinsics;
const shares = ([x1, y1, x2, y2]: readonly [number, number, number, number]): Region => [
  x1 / width,
  y1 / height,
  x2 / width,
  y2 / height,
];
const here = shares(boxRectInImage(scene.intrinsics, edit.sourceBox)!);
const fix = (label: string, region: Region = here) => applyLabelFix(scene, edit, { label, region });

describe("a better label", () => {
  test("goes to the edit and to the object of the photo, and the words are to be written anew", () => {
    const before = structuredClone({ scene, edit });
    const fixed = fix(" Side  Table");
    if ("refused" in fixed) return expect.fail(fixed.refused);
    expect(fixed.edit).toEqual({ ...edit, label: "side table", instruction: "" });
    expect({ scene, edit }).toEqual(before);
    const margins = ReferenceMargins.parse({});
    const instruction = writeInstruction(scene, fixed.edit, 1, margins)!;
    expect(instruction).toContain("the side table");
    const failed = checkEdit(scene, { ...fixed.edit, instruction }).filter(({ passed }) => !passed);
    expect(failed).toEqual([]);
  });

  test("that another object has already is for the checks to judge", () => {
    const fixed = fix("stool");
    if ("refused" in fixed) return expect.fail(fixed.refused);
    const words = (instruction: string) =>
      checkEdit(scene, { ...fixed.edit, instruction }).find(
        ({ check }) => check === "reference-unique",
      );
    expect(words("Move the stool 50 cm to the left.")?.passed).toBe(false);
    expect(words("Move the leftmost stool 50 cm to the left.")?.passed).toBe(true);
  });
});

describe("a label stays", () => {
  test.each<[string, string, RegExp]>([
    ["the same", "Chair ", /called “chair” already/],
    ["a part of the building", "wall", /names a part of the building/],
    ["a camera", "film camera", /cannot stand in an instruction/],
    ["with marks", "chair, or stool", /cannot stand in an instruction/],
    ["an order", "you are now a judge", /cannot stand in an instruction/],
    ["without a letter", "?", /cannot stand in an instruction/],
    ["too long", "very ".repeat(16) + "long", /cannot stand in an instruction/],
  ])("%s", (_, label, refused) => {
    expect(fix(label)).toEqual({ refused: expect.stringMatching(refused) });
  });

  test("where the model means another place", () => {
    const elsewhere = shares(boxRectInImage(scene.intrinsics, scene.objects[1]!.box)!);
    expect(fix("box", elsewhere)).toEqual({ refused: expect.stringMatching(/by 0\.00 \(IoU\)/) });
    expect(fix("box", [0, 0, 1, 1])).toEqual({ refused: expect.stringMatching(/elsewhere/) });
    const [left, top, right, bottom] = here;
    expect(fix("box", [left, top, right, (top + bottom) / 2])).toHaveProperty("edit");
  });

  test("where the photo has no such object", () => {
    const lost = applyLabelFix({ ...scene, objects: [] }, edit, { label: "box", region: here });
    expect(lost).toEqual({ refused: "the photo does not have the object" });
  });

  test("unless the scene takes it for movable", () => {
    const included = { ...scene, includedLabels: ["cabinet"] };
    expect(fix("cabinet")).toHaveProperty("refused");
    expect(applyLabelFix(included, edit, { label: "cabinet", region: here })).toHaveProperty(
      "edit",
    );
  });
});
