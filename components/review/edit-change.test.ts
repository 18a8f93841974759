import fc from "fast-check";
import { expect, test } from "vitest";
import { translateBox } from "#core/geometry/oriented-box.ts";
import { applyOperation } from "#core/operation/apply-operation.ts";
import type { Operation } from "#core/operation/operation.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import type { Edit } from "#core/sample/revision.ts";
import { levelDirections } from "#core/scene/level-directions.ts";
import { scale } from "#core/geometry/vector.ts";
import { randomRoom } from "#core/test/room.ts";
import { boxOf, snapped, withDraggedBox, withSourceBox } from "./edit-change.ts";

const scene = randomRoom(3, 12);
const object = scene.objects[4]!;
const { right } = levelDirections(scene);
const noKeys = { shift: false, alt: false, snap: false };

function editOf(operation: Operation): Edit {
  return {
    targetId: object.id,
    label: object.label,
    operation,
    sourceBox: object.box,
    targetBox: applyOperation(scene, object.box, operation),
    instruction: "",
  };
}
const move = editOf({ kind: "move", direction: "right", distanceMeters: 0.5 });
const meters = fc.double({ min: 0.02, max: 2, noNaN: true });

test("another source box takes the target box along, and the two still are the operation", () => {
  fc.assert(
    fc.property(meters, (shift) => {
      const edit = withSourceBox(scene, move, translateBox(object.box, scale(right, shift)));
      const matches = checkEdit(scene, edit).find(({ check }) => check === "box-matches-operation");
      expect(matches!.passed).toBe(true);
      expect(edit.operation).toEqual(move.operation);
    }),
  );
});

test("a dragged target box lands where its operation says, with Ctrl at full 5 cm; with Alt where it was let go", () => {
  fc.assert(
    fc.property(meters, (shift) => {
      const box = translateBox(object.box, scale(right, shift));
      const landed = (keys: Partial<typeof noKeys>) =>
        withDraggedBox(scene, move, "target", box, { ...noKeys, ...keys });
      const edit = landed({});
      expect(edit.targetBox).toEqual(applyOperation(scene, object.box, edit.operation));
      const steps = (landed({ snap: true }).operation as { distanceMeters: number }).distanceMeters;
      expect(Math.abs(steps * 20 - Math.round(steps * 20))).toBeLessThan(1e-9);
      expect(Math.abs(steps - shift)).toBeLessThan(0.051);
      expect(landed({ alt: true }).targetBox).toEqual(box);
    }),
  );
});

test("round steps never make an amount nothing", () => {
  expect(snapped({ kind: "rotate", sense: "clockwise", angleDegrees: 4 })).toMatchObject({
    angleDegrees: 15,
  });
  expect(snapped({ kind: "scale", factor: 0.12 })).toMatchObject({ factor: 0.1 });
  expect(snapped({ kind: "move", direction: "left", distanceMeters: 0.01 })).toMatchObject({
    distanceMeters: 0.05,
  });
});

test("a removal and a change of view have no target box to take hold of", () => {
  expect(boxOf(editOf({ kind: "remove" }), "target")).toBeNull();
  const view = { kind: "view", dollyMeters: 1, truckMeters: 0, yawDegrees: 0, pitchDegrees: 0 };
  expect(boxOf(editOf(view as Operation), "target")).toBeNull();
  expect(boxOf(editOf({ kind: "remove" }), "source")).toBe(object.box);
});
