import { expect, test } from "vitest";
import { editBinOf } from "./edit-bin.ts";

test("an edit is in the range that its amount lies in, upper ends included", () => {
  const move = (distanceMeters: number) =>
    editBinOf({ kind: "move", direction: "left", distanceMeters }).amount;
  expect([0.1, 0.3, 0.31, 2, 2.1].map(move)).toEqual([
    "to 0.3 m",
    "to 0.3 m",
    "0.3–0.6 m",
    "1–2 m",
    "over 2 m",
  ]);
  expect(editBinOf({ kind: "rotate", sense: "clockwise", angleDegrees: 90 })).toEqual({
    way: "clockwise",
    amount: "60–90°",
  });
  expect(editBinOf({ kind: "scale", factor: 0.5 })).toEqual({ way: "smaller", amount: "to 0.5×" });
  const still = { kind: "view", dollyMeters: 0, truckMeters: 0, yawDegrees: 0, pitchDegrees: 0 };
  expect(editBinOf({ ...still, kind: "view", yawDegrees: -45 })).toEqual({
    way: "turned left",
    amount: "30–60°",
  });
  expect(editBinOf({ kind: "remove" })).toEqual({ way: "", amount: "" });
});
