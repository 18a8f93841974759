import { expect, test } from "vitest";
import type { Operation } from "#core/operation/operation.ts";
import { withSaidAmount } from "./read-amount.ts";

const move: Operation = { kind: "move", direction: "right", distanceMeters: 0.7 };
const turn: Operation = { kind: "rotate", sense: "clockwise", angleDegrees: 30 };
const grow: Operation = { kind: "scale", factor: 1.2 };
const beside: Operation = { kind: "place", relation: "left-of", referenceId: "a" };

test.each([
  [move, "30 cm left", { ...move, direction: "left", distanceMeters: 0.3 }],
  [move, "Half a metre up", { ...move, direction: "above", distanceMeters: 0.5 }],
  [move, "1,25 m towards the viewer", { ...move, direction: "front", distanceMeters: 1.25 }],
  [move, "20cm", { ...move, distanceMeters: 0.2 }],
  [move, "back", { ...move, direction: "behind" }],
  [turn, "45° counterclockwise", { ...turn, sense: "counterclockwise", angleDegrees: 45 }],
  [turn, "a quarter turn", { ...turn, angleDegrees: 90 }],
  [turn, "90 degrees clockwise", { ...turn, angleDegrees: 90 }],
  [grow, "1.5 times", { kind: "scale", factor: 1.5 }],
  [grow, "half its size", { kind: "scale", factor: 0.5 }],
  [beside, "gap 20 cm", { ...beside, gapMeters: 0.2 }],
])("%j with “%s”", (operation, said, expected) => {
  expect(withSaidAmount(operation, said)).toEqual(expected);
});

test.each([
  [move, ""],
  [move, "30"],
  [move, "45 degrees"],
  [move, "30 cm left and 20 cm right"],
  [move, "12 m left"],
  [turn, "30 cm left and right"],
  [turn, "400°"],
  [{ kind: "remove" } as const, "30 cm left"],
])("%j cannot take “%s”", (operation, said) => {
  expect(withSaidAmount(operation, said)).toBeNull();
});
