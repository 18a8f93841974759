import { expect, test } from "vitest";
import { orientedBox, rotateBoxAbout, translateBox } from "#core/geometry/oriented-box.ts";
import { identityRotation } from "#core/geometry/quaternion.ts";
import { direction, point } from "#core/geometry/space.ts";
import type { Edit } from "#core/sample/revision.ts";
import { editDifferences } from "./edit-differences.ts";

const box = orientedBox<"Camera">(point(0, 0.5, 2), [0.2, 0.3, 0.2], identityRotation);
const edit: Edit = {
  targetId: "annotation:1",
  label: "mug",
  operation: { kind: "move", direction: "left", distanceMeters: 0.5 },
  sourceBox: box,
  targetBox: translateBox(box, direction(-0.5, 0, 0)),
  instruction: "Move the mug 50 cm to the left.",
};

test("an edit does not differ from itself", () => {
  expect(editDifferences(edit, structuredClone(edit))).toEqual([]);
});

test("other words, another amount and a moved box are each said once", () => {
  const after: Edit = {
    ...edit,
    operation: { kind: "move", direction: "left", distanceMeters: 0.7 },
    targetBox: rotateBoxAbout(
      translateBox(edit.targetBox!, direction(-0.2, 0, 0)),
      direction(0, 1, 0),
      Math.PI / 6,
    ),
    instruction: "Move the mug 70 cm to the left.",
  };
  const differences = editDifferences(edit, after);
  expect(differences.map(({ what }) => what)).toEqual(["words", "operation", "target box"]);
  expect(differences[2]!.to).toBe("at -0.700, 0.500, 2.000 m (moved 0.200 m, turned 30.0°)");
});

test("a box of another size says both sizes", () => {
  const sized = { ...box, size: [0.2, 0.3, 0.25] as const };
  const [difference] = editDifferences(edit, { ...edit, sourceBox: sized });
  expect(difference).toMatchObject({ what: "source box" });
  expect(difference!.to).toContain("(size 0.200 × 0.300 × 0.200 to 0.200 × 0.300 × 0.250 m)");
});

test("a target that comes or goes is named", () => {
  const removed: Edit = { ...edit, operation: { kind: "remove" }, targetBox: null };
  expect(editDifferences(edit, removed).at(-1)).toEqual({
    what: "target box",
    from: "at -0.500, 0.500, 2.000 m",
    to: "none",
  });
});
