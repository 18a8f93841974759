import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { operationFromPrompt } from "#core/metric/operation-word.ts";
import type { Operation } from "#core/operation/operation.ts";
import { MoveDirection, PlaceRelation, TopPosition, TurnSense } from "#core/operation/operation.ts";
import { scoredAs } from "#core/operation/scored-as.ts";
import { seededRandom } from "#core/random.ts";
import { editOf, roomWith } from "#core/test/room.ts";
import { instructionAgreement } from "./instruction-agreement.ts";
import { ReferenceMargins } from "./judge-reference.ts";
import { parseInstruction } from "./parse-instruction.ts";
import { statedOperation } from "./stated-operation.ts";
import type { Qualifier } from "./qualifier.ts";
import { Extreme } from "./qualifier.ts";
import { referringExpressions } from "./referring-expression.ts";
import { sceneFacts } from "#core/scene/scene-facts.ts";
import { writeInstruction } from "./write-instruction.ts";

const margins = ReferenceMargins.parse({});

/** The object after the alike ones of a crowd. */
const other = "other";

const operations: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    kind: fc.constant("move" as const),
    direction: fc.constantFrom(...MoveDirection.options),
    distanceMeters: fc.integer({ min: 1, max: 500 }).map((centimeters) => centimeters / 100),
  }),
  fc.record({
    kind: fc.constant("rotate" as const),
    sense: fc.constantFrom(...TurnSense.options),
    angleDegrees: fc.integer({ min: 1, max: 180 }),
  }),
  fc.constant({ kind: "remove" as const }),
  fc.record({
    kind: fc.constant("remove" as const),
    criterion: fc.constantFrom(...Extreme.options),
  }),
  fc
    .record({
      direction: fc.constantFrom(...MoveDirection.options),
      distanceMeters: fc.integer({ min: 1, max: 500 }).map((centimeters) => centimeters / 100),
      along: fc.constantFrom(
        { frame: "object" as const },
        { frame: "reference" as const, referenceId: other },
      ),
    })
    .map(({ along, ...move }) => ({ kind: "move" as const, ...move, ...along })),
  fc.record(
    {
      kind: fc.constant("place" as const),
      relation: fc.constantFrom(...PlaceRelation.options),
      referenceId: fc.constant(other),
      gapMeters: fc.integer({ min: 0, max: 500 }).map((centimeters) => centimeters / 100),
    },
    { requiredKeys: ["kind", "relation", "referenceId"] },
  ),
  fc.record({
    kind: fc.constant("place-on-receptacle" as const),
    position: fc.constantFrom(...TopPosition.options),
    referenceId: fc.constant(other),
  }),
  fc.record({
    kind: fc.constant("scale" as const),
    factor: fc.integer({ min: 10, max: 1000 }).map((percent) => percent / 100),
  }),
  fc
    .record({
      kind: fc.constant("view" as const),
      dollyMeters: signed(500, 100),
      truckMeters: signed(500, 100),
      yawDegrees: signed(180, 1),
      pitchDegrees: signed(80, 1),
    })
    .filter((view) =>
      Object.values(view).some((amount) => typeof amount === "number" && amount !== 0),
    ),
);

/** Whole units of either sign, often 0. */
function signed(max: number, perUnit: number) {
  return fc.oneof(
    fc.constant(0),
    fc.integer({ min: -max, max }).map((units) => (units === 0 ? 0 : units / perUnit)),
  );
}

/** Labels that hold words which mean something else in an instruction. */
const trickyLabels = [
  "chair",
  "left shoe",
  "right shoe",
  "turn table",
  "3 m ruler",
  "up lighter",
  "back pillow",
  "place mat",
  "half shell",
  "quarter turn valve",
  "clockwise clock",
  "remote control",
  "c++ book (old)",
];

/** Alike things standing about among other things, so that most can be told apart by words, each in its own way. */
function crowd(seed: number, label: string) {
  const random = seededRandom(seed, "crowd");
  const spot = () => [3 * random.next() - 1.5, 3 + 2.5 * random.next()] as const;
  const others = trickyLabels.filter((name) => name !== label);
  const alike = 1 + random.below(4);
  const room = roomWith([
    ...Array.from({ length: alike }, () => ({
      label,
      at: spot(),
      size: [0.3, 0.3 + random.next(), 0.4] as const,
    })),
    ...random
      .shuffle(others)
      .slice(0, 3)
      .map((name) => ({ label: name, at: spot(), size: [0.4, 0.5, 0.3] as const })),
  ]);
  const objects = room.objects.map((object, index) =>
    index === alike ? { ...object, id: other } : object,
  );
  return { ...room, objects };
}

describe("what is written", () => {
  const cases = fc.tuple(fc.integer(), fc.constantFrom(...trickyLabels), operations);

  test("is read back as the same operation of the same thing, named in the same way", () => {
    let written = 0;
    fc.assert(
      fc.property(cases, ([seed, label, operation]) => {
        const scene = crowd(seed, label);
        const edit = editOf(scene, "object:0", operation);
        const instruction = writeInstruction(scene, edit, seed, margins);
        if (instruction === null) return;
        written++;
        const labels = scene.objects.map((object) => object.label);
        const parsed = parseInstruction(instruction, labels);
        expect(statedOperation(parsed, sceneFacts(scene)), instruction).toEqual(operation);
        expect(instructionAgreement(scene, { ...edit, instruction }), instruction).toEqual([]);
        if (operation.kind === "view") return;
        expect(parsed.label?.value, instruction).toBe(label);
        const expressions = referringExpressions(
          sceneFacts(scene),
          { id: "object:0", label },
          margins,
        );
        expect(
          expressions.map(({ qualifier }) => qualifier),
          instruction,
        ).toContainEqual(parsed.qualifier?.value ?? null);
      }),
      { numRuns: 2000 },
    );
    expect(written).toBeGreaterThan(1000);
  });

  test("keeps to the grammar of the published evaluator", () => {
    fc.assert(
      fc.property(cases, ([seed, label, operation]) => {
        const scene = crowd(seed, label);
        const instruction = writeInstruction(
          scene,
          editOf(scene, "object:0", operation),
          seed,
          margins,
        );
        if (instruction === null) return;
        expect(operationFromPrompt(instruction)).toEqual({ operation: scoredAs[operation.kind] });
        expect(instruction.replaceAll(/(?:from|to) the camera/g, "")).not.toContain("camera");
        expect(instruction.length).toBeLessThanOrEqual(400);
        expect(instruction).toMatch(/^[A-Z].*\.$/);
      }),
    );
  });

  test("varies with the seed and is the same for the same seed", () => {
    const scene = roomWith([{ label: "chair", at: [0, 3], size: [0.5, 0.9, 0.5] }]);
    const edit = editOf(scene, "object:0", {
      kind: "move",
      direction: "left",
      distanceMeters: 0.5,
    });
    const texts = Array.from({ length: 200 }, (_, seed) =>
      writeInstruction(scene, edit, seed, margins),
    );
    expect(new Set(texts).size).toBeGreaterThan(40);
    expect(writeInstruction(scene, edit, 5, margins)).toBe(texts[5]);
  });

  test("is nothing where words cannot tell things apart or a label would mislead the evaluator", () => {
    const twins = roomWith([
      { label: "chair", at: [0, 3], size: [0.5, 0.9, 0.5] },
      { label: "chair", at: [0.02, 3.01], size: [0.5, 0.9, 0.5] },
    ]);
    expect(
      writeInstruction(twins, editOf(twins, "object:0", { kind: "remove" }), 1, margins),
    ).toBeNull();
    const film = roomWith([{ label: "film camera", at: [0, 3], size: [0.5, 0.9, 0.5] }]);
    expect(
      writeInstruction(film, editOf(film, "object:0", { kind: "remove" }), 1, margins),
    ).toBeNull();
  });
});

describe("what a reviewer writes", () => {
  const labels = ["chair", "office chair", "desk", "mug"];
  const still = {
    kind: "view",
    dollyMeters: 0,
    truckMeters: 0,
    yawDegrees: 0,
    pitchDegrees: 0,
  } as const;
  const move = (direction: MoveDirection, distanceMeters: number): Operation => ({
    kind: "move",
    direction,
    distanceMeters,
  });
  const rotate = (sense: TurnSense, angleDegrees: number): Operation => ({
    kind: "rotate",
    sense,
    angleDegrees,
  });

  test.each<[string, Operation]>([
    ["Move the chair 50 cm to the left.", move("left", 0.5)],
    ["Please move the chair half a metre leftwards", move("left", 0.5)],
    ["Shift the chair 0.7 metres right, everything else stays put.", move("right", 0.7)],
    ["Push the chair one meter away from the viewer", move("behind", 1)],
    ["Push the chair back by 1,1 m", move("behind", 1.1)],
    ["Pull the chair a metre toward the camera", move("front", 1)],
    ["Move the chair 70 centimetres closer to the camera.", move("front", 0.7)],
    ["Move the chair 70cm nearer", move("front", 0.7)],
    ["Move the chair forward by seventy centimeters", move("front", 0.7)],
    ["Move the chair 500 mm farther from the camera", move("behind", 0.5)],
    ["Move the chair one and a half meters further back", move("behind", 1.5)],
    ["Move the chair up by a quarter of a metre", move("above", 0.25)],
    ["Move the mug 20 inches down", move("below", 0.508)],
    ["Move the mug two feet upwards", move("above", 0.6096)],
    ["Rotate the chair 45 degrees clockwise", rotate("clockwise", 45)],
    ["Turn the chair anticlockwise by 90°, seen from above", rotate("counterclockwise", 90)],
    ["Turn the chair a quarter turn counter-clockwise", rotate("counterclockwise", 90)],
    ["Spin the chair by half a turn clockwise.", rotate("clockwise", 180)],
    [
      "Rotate the chair one hundred and twenty degrees counterclockwise",
      rotate("counterclockwise", 120),
    ],
    ["Turn the chair clockwise, forty-five deg", rotate("clockwise", 45)],
    ["Remove the mug from the desk's right side.", { kind: "remove" }],
    ["Delete the mug", { kind: "remove" }],
    ["Remove whichever chair is farthest left", { kind: "remove", criterion: "leftmost" }],
    ["Make the chair twice as big", { kind: "scale", factor: 2 }],
    ["Enlarge the chair by 50 %", { kind: "scale", factor: 1.5 }],
    ["Shrink the mug by 25 percent", { kind: "scale", factor: 0.75 }],
    ["Shrink the mug to half its size", { kind: "scale", factor: 0.5 }],
    ["Resize the mug to one and a half times its size", { kind: "scale", factor: 1.5 }],
    ["Move the camera 50 cm forward", { ...still, dollyMeters: 0.5 }],
    ["Turn the camera rightwards through 15 degrees.", { ...still, yawDegrees: 15 }],
    ["Look 20° to the left and 10° down", { ...still, yawDegrees: -20, pitchDegrees: -10 }],
    [
      "Move the chair 1 m left, along its own edges",
      { kind: "move", direction: "left", distanceMeters: 1, frame: "object" },
    ],
  ])("%s", (text, operation) => {
    expect(statedOperation(parseInstruction(text, labels))).toEqual(operation);
  });

  test.each<[string, Operation | null]>([
    ["Put the mug on the desk", { kind: "place", relation: "on-top-of", referenceId: "object:1" }],
    [
      "Place the mug next to the desk, 20 cm apart.",
      { kind: "place", relation: "next-to", referenceId: "object:1", gapMeters: 0.2 },
    ],
    [
      "Put the mug to the left of the desk",
      { kind: "place", relation: "left-of", referenceId: "object:1" },
    ],
    [
      "Place the mug on the desk, at its left edge",
      { kind: "place-on-receptacle", position: "leftmost", referenceId: "object:1" },
    ],
    ["Move the mug on the desk 50 cm to the left", move("left", 0.5)],
    ["Move the mug 50 cm to the left of where it is", move("left", 0.5)],
    ["Put the mug on the sideboard", null],
  ])("%s, where there is a desk", (text, operation) => {
    const room = roomWith([
      { label: "mug", at: [0, 3], size: [0.1, 0.1, 0.1] },
      { label: "desk", at: [1, 4], size: [1, 0.7, 0.5] },
    ]);
    const parsed = parseInstruction(text, ["mug", "desk"]);
    expect(statedOperation(parsed, sceneFacts(room))).toEqual(operation);
  });

  test.each<[string, string, Qualifier | null]>([
    [
      "Move the left-most office chair 50 cm up",
      "office chair",
      { kind: "extreme", which: "leftmost" },
    ],
    ["Remove the chair on the far right.", "chair", { kind: "extreme", which: "rightmost" }],
    ["Remove the closest chair", "chair", { kind: "extreme", which: "nearest" }],
    [
      "Remove the chair that is farthest from the viewer",
      "chair",
      { kind: "extreme", which: "farthest" },
    ],
    ["Remove the mug standing on the desk", "mug", { kind: "on", anchor: "desk" }],
    [
      "Move the chair closest to the desk 1 m to the left",
      "chair",
      { kind: "nearest-to", anchor: "desk" },
    ],
    [
      "Move the topmost mug 1 m to the left of where it is",
      "mug",
      { kind: "extreme", which: "highest" },
    ],
    ["Move the mug toward the desk", "mug", null],
    ["Take away the stool by the window", "stool", null],
  ])("%s names its object", (text, label, qualifier) => {
    const parsed = parseInstruction(text, labels);
    expect(parsed.label?.value).toBe(label);
    expect(parsed.qualifier?.value ?? null).toEqual(qualifier);
  });

  test("is told where it stands in the text, whatever the case", () => {
    const text = "MOVE the Office Chair 50 CM to the LEFT";
    const parsed = parseInstruction(text, labels);
    const said = (range: readonly [number, number] | undefined) => text.slice(...range!);
    expect(said(parsed.kind?.range)).toBe("MOVE");
    expect(said(parsed.label?.range)).toBe("Office Chair");
    expect(said(parsed.distancesMeters[0]?.range)).toBe("50 CM");
    expect(said(parsed.directions[0]?.range)).toBe("LEFT");
  });

  test("never stops the parser", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const parsed = parseInstruction(text, labels);
        for (const found of [
          parsed.kind,
          parsed.label,
          parsed.qualifier,
          ...parsed.distancesMeters,
        ])
          if (found) expect(found.range[1]).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test("that contradicts itself states no operation", () => {
    expect(
      statedOperation(parseInstruction("Move the chair 50 cm left and up", labels)),
    ).toBeNull();
    expect(
      statedOperation(parseInstruction("Move the chair 50 cm or 1 m left", labels)),
    ).toBeNull();
    expect(statedOperation(parseInstruction("Move the chair left", labels))).toBeNull();
    expect(statedOperation(parseInstruction("", labels))).toBeNull();
  });
});
