import { describe, expect, test } from "vitest";
import type { Operation } from "#core/operation/operation.ts";
import { editOf, roomWith } from "#core/test/room.ts";
import { instructionAgreement } from "./instruction-agreement.ts";

const scene = roomWith([
  { label: "chair", at: [0, 3], size: [0.5, 0.9, 0.5] },
  { label: "desk", at: [1, 4], size: [1, 0.7, 0.5] },
]);
const left: Operation = { kind: "move", direction: "left", distanceMeters: 0.5 };
const beside: Operation = { kind: "place", relation: "left-of", referenceId: "object:1" };
const onDesk: Operation = {
  kind: "place-on-receptacle",
  position: "leftmost",
  referenceId: "object:1",
};
const apart: Operation = { ...beside, gapMeters: 0.2 };
const along: Operation = { ...left, frame: "reference", referenceId: "object:1" };
const growth: Operation = { kind: "scale", factor: 1.5 };
const look: Operation = {
  kind: "view",
  dollyMeters: 0,
  truckMeters: 0,
  yawDegrees: 15,
  pitchDegrees: -10,
};
const turn: Operation = { kind: "rotate", sense: "clockwise", angleDegrees: 45 };

function complaints(operation: Operation, instruction: string) {
  return instructionAgreement(scene, editOf(scene, "object:0", operation, instruction)).map(
    ({ message, range }) => [message, range && instruction.slice(...range)] as const,
  );
}

describe("an instruction that says what the edit does", () => {
  test.each<[Operation, string]>([
    [left, "Move the chair 50 cm to the left."],
    [left, "Please shift the chair 0.503 m to the left and leave the desk on the right alone."],
    [turn, "Turn the chair 45° clockwise, as seen from above."],
    [beside, "Place the chair to the left of the desk, and leave everything else unchanged."],
    [apart, "Put the chair to the left of the desk, with a gap of 20 cm between them."],
    [onDesk, "Put the chair on top of the desk, at its left edge."],
    [along, "Move the chair 50 cm to the left, parallel to the edges of the desk."],
    [growth, "Make the chair one and a half times its size."],
    [look, "Look 15 degrees to the right and 10 degrees down."],
    [{ kind: "remove" }, "Remove the chair and fill in what was behind it to the right."],
  ])("%o %s", (operation, instruction) => {
    expect(complaints(operation, instruction)).toEqual([]);
  });
});

describe("an instruction that does not", () => {
  test.each<[Operation, string, RegExp, string | null]>([
    [left, "Slide the chair 50 cm to the left.", /does not know “Slide”.*Move, Shift/, "Slide"],
    [left, "Rotate the chair 50 cm to the left.", /reads “Rotate” as rotate/, "Rotate"],
    [left, " Move the chair 50 cm to the left.", /does not know “Move”/, " Move"],
    [left, "Move the chair 50 cm to the left of the camera.", /say “viewer”/, "camera"],
    [
      left,
      "Move the desk 50 cm to the left.",
      /names the desk, the edit is about the chair/,
      "desk",
    ],
    [left, "Move the stool 50 cm to the left.", /names the stool/, "stool"],
    [left, "Move the chair 50 cm to the right.", /says right, the edit goes left/, "right"],
    [left, "Move the chair 50 cm.", /no direction is said/, null],
    [left, "Move the chair 60 cm to the left.", /says 0.6 m, the edit is 0.5 m/, "60 cm"],
    [left, "Move the chair to the left.", /no distance is said: it goes 0.5 m to the left/, null],
    [
      turn,
      "Turn the chair 45 degrees counterclockwise.",
      /says counterclockwise/,
      "counterclockwise",
    ],
    [
      turn,
      "Turn the chair a quarter turn clockwise.",
      /says 90°, the edit turns 45°/,
      "a quarter turn",
    ],
    [turn, "Turn the chair clockwise.", /no angle is said/, null],
    [beside, "Place the chair behind the desk.", /names another place/, "behind the desk"],
    [beside, "Place the chair to the left.", /no place is said/, null],
    [beside, "Rotate the chair to the left of the desk.", /reads “Rotate” as rotate/, "Rotate"],
    [beside, "Place the chair to the left of the chair.", /names the chair, the edit/, "chair"],
    [
      beside,
      "Place the chair to the left of the desk, 20 cm apart.",
      /asks for no length/,
      "20 cm",
    ],
    [apart, "Place the chair to the left of the desk.", /no gap is said/, null],
    [apart, "Place the chair to the left of the desk, 30 cm apart.", /leaves 0.2 m/, "30 cm"],
    [
      onDesk,
      "Put the chair in the middle of the desk.",
      /left edge of the desk/,
      "in the middle of the desk",
    ],
    [along, "Move the chair 50 cm to the left.", /says nothing of edges/, null],
    [
      left,
      "Move the chair 50 cm to the left, along its own edges.",
      /along the photo/,
      "along its own edges",
    ],
    [growth, "Make the chair twice as big.", /says 2 times/, "twice"],
    [growth, "Make the chair bigger.", /no factor is said/, null],
    [
      look,
      "Look 15 degrees to the left and 10 degrees down.",
      /says another view/,
      "15 degrees to the left",
    ],
    [look, "Look 15 degrees to the right.", /does not say all/, null],
    [{ kind: "remove", criterion: "nearest" }, "Remove the chair.", /“whichever” is nearest/, null],
    [turn, "Turn the chair by 45 degrees.", /no sense of turning is said/, null],
  ])("%o %s", (operation, instruction, message, words) => {
    const all = complaints(operation, instruction);
    const hit = all.find(([said]) => message.test(said));
    expect(hit, JSON.stringify(all)).toBeDefined();
    expect(hit![1]).toBe(words);
  });
});
