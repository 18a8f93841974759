import { expect, test } from "vitest";
import { randomRoom } from "#core/test/room.ts";
import { proposeOperations } from "#core/operation/propose-operations.ts";
import { ProposeOptions } from "#core/operation/propose-options.ts";
import { writeInstruction } from "#core/instruction/write-instruction.ts";
import { defaultCheckOptions } from "#core/plausibility/check-options.ts";
import type { Edit } from "#core/sample/revision.ts";
import { wordingsFor } from "./wordings.ts";

const scene = randomRoom(3, 12);
const { edits } = proposeOperations(scene, ProposeOptions.parse({}), 1);
const words = (edit: Edit, seed = 1) =>
  writeInstruction(scene, edit, seed, defaultCheckOptions.referenceUnique);
const proposed = edits.find((edit) => edit.operation.kind === "move" && words(edit))!;
const edit = { ...proposed, instruction: words(proposed)! };
const other = `Please ${edit.instruction[0]!.toLowerCase()}${edit.instruction.slice(1)}`;
const sample = {
  scene,
  wordings: [other],
  revisions: [{ edit }],
  current: { edit: { ...edit, instruction: other } },
};

test("the template, the model's words and what stands there are offered once each", () => {
  expect(wordingsFor(sample, edit)).toEqual([
    { text: edit.instruction, fits: true },
    { text: other, fits: true },
  ]);
});

test("words fit no longer once the edit does something else", () => {
  if (edit.operation.kind !== "move") throw new Error("a move was looked for");
  const farther = { ...edit.operation, distanceMeters: edit.operation.distanceMeters + 0.5 };
  const fits = wordingsFor(sample, { ...edit, operation: farther }).map((one) => one.fits);
  expect(fits).toEqual([false, false]);
});

test("without the model's words there is nothing to choose from", () => {
  expect(wordingsFor({ ...sample, wordings: [] }, edit)).toEqual([]);
});
