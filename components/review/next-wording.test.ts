import { expect, test } from "vitest";
import { instructionAgreement } from "#core/instruction/instruction-agreement.ts";
import { proposeOperations } from "#core/operation/propose-operations.ts";
import { ProposeOptions } from "#core/operation/propose-options.ts";
import { randomRoom } from "#core/test/room.ts";
import { nextWording } from "./next-wording.ts";

const scene = randomRoom(3, 12);
const edits = proposeOperations(scene, ProposeOptions.parse({}), 1).edits.filter(
  (edit) => nextWording(scene, edit, 1) !== null,
);

test("asking again and again goes through different words, all of them true, and comes round", () => {
  expect(edits.length).toBeGreaterThan(3);
  for (const edit of edits.slice(0, 6)) {
    const seen: string[] = [];
    let instruction = nextWording(scene, edit, 1)!;
    while (!seen.includes(instruction)) {
      seen.push(instruction);
      expect(instructionAgreement(scene, { ...edit, instruction }), instruction).toEqual([]);
      instruction = nextWording(scene, { ...edit, instruction }, 1)!;
    }
    expect(instruction).toBe(seen[0]);
    expect(seen.length, edit.operation.kind).toBeGreaterThan(2);
  }
});

test("words of one's own are followed by the first of the template", () => {
  const [edit] = edits;
  const own = { ...edit!, instruction: "Do something with it." };
  expect(nextWording(scene, own, 1)).toBe(nextWording(scene, { ...edit!, instruction: "" }, 1));
});
