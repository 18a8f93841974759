import { expect, test } from "vitest";
import { radiansFromDegrees } from "#core/geometry/angle.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { quaternionAbout } from "#core/geometry/quaternion.ts";
import { rigidTransform } from "#core/geometry/rigid-transform.ts";
import { point } from "#core/geometry/space.ts";
import type { PickedEdit } from "./near-duplicates.ts";
import { nearDuplicates } from "./near-duplicates.ts";

const boxAt = (x: number) =>
  orientedBox(point<"Camera">(x, 0, 3), [0.5, 0.9, 0.5], quaternionAbout([0, 1, 0], 0));

/** A move of the chair to the right, seen from a camera at x = `at` metres, turned by `degrees`. */
function move(
  id: string,
  { photo = id, object = "chair", meters = 0.5, at = 0, degrees = 0 } = {},
): PickedEdit {
  const turn = quaternionAbout([0, 1, 0], radiansFromDegrees(degrees));
  return {
    id,
    imageId: photo,
    objectKey: object,
    // Either moved or turned: both at once would move the centre of the camera along another axis.
    cameraFromWorld: rigidTransform(turn, [-at, 0, 0]),
    edit: {
      targetId: object,
      label: "chair",
      operation: { kind: "move", direction: "right", distanceMeters: meters },
      sourceBox: boxAt(0),
      targetBox: boxAt(meters),
      instruction: "",
    },
  };
}

const pairs = (...samples: PickedEdit[]) => nearDuplicates(samples).map(({ ids }) => ids.join());

test("the same operation on the same object from nearly the same place", () => {
  expect(pairs(move("b", { at: 0.4 }), move("a"))).toEqual(["a,b"]);
  expect(pairs(move("a"), move("b", { at: 0.6 }))).toEqual([]);
  expect(pairs(move("a"), move("b", { degrees: 15 }))).toEqual(["a,b"]);
  expect(pairs(move("a"), move("b", { degrees: 25 }))).toEqual([]);
  expect(pairs(move("a"), move("b", { object: "table" }))).toEqual([]);
  expect(nearDuplicates([move("a"), move("b", { at: 0.4 })])[0]?.why).toMatch(
    /0\.40 m and 0° apart/,
  );
});

test("another operation from the same place is not the same", () => {
  const removal = move("b");
  const removed = {
    ...removal,
    edit: { ...removal.edit, operation: { kind: "remove" } as const, targetBox: null },
  };
  expect(pairs(move("a"), removed)).toEqual([]);
});

test("two edits of one photo whose outcomes hardly differ", () => {
  const photo = "one";
  expect(pairs(move("a", { photo }), move("b", { photo, meters: 0.6 }))).toEqual(["a,b"]);
  expect(pairs(move("a", { photo }), move("b", { photo, meters: 0.8 }))).toEqual([]);
});
