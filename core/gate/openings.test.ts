import { describe, expect, test } from "vitest";
import { instructionAgreement } from "#core/instruction/instruction-agreement.ts";
import { parseInstruction } from "#core/instruction/parse-instruction.ts";
import { operationFromPrompt } from "#core/metric/operation-word.ts";
import type { Operation } from "#core/operation/operation.ts";
import { OperationKind } from "#core/operation/operation.ts";
import { scoredAs } from "#core/operation/scored-as.ts";
import { someOperations } from "#core/test/operations.ts";
import { editOf, roomWith } from "#core/test/room.ts";
import { assignedOpenings, openingOf, openingsFor } from "./openings.ts";

const scene = roomWith([
  { label: "mug", at: [0, 3], size: [0.2, 0.2, 0.2] },
  { label: "desk", at: [1, 4], size: [1, 0.7, 0.5] },
]);

/** What follows "the mug", or "the room" for a change of view, so that the words say all of the operation. */
const rests = new Map<Operation, string>(
  someOperations.map((operation, index) => [
    operation,
    [
      "50 cm to the left",
      "70 cm back, along its own edges",
      "40 cm toward the viewer, along the edges of the desk",
      "to the left of the desk",
      "on top of the desk",
      "next to the desk, with 20 cm of space between them",
      "in the middle of the desk",
      "at the left edge of the desk",
      "45 degrees clockwise",
      "1.5 times its size",
      "half as big",
      "from 0.5 m farther forward, looking 15 degrees to the right",
      "tilted 10 degrees down",
      "from the photo",
      "is leftmost",
    ][index]!,
  ]),
);

function sentence(opening: string, operation: Operation): string {
  const thing = operation.kind === "view" ? "room" : "mug";
  const article = operation.kind === "remove" && operation.criterion ? "whichever" : "the";
  const hasArticle = /(?: the| that| this| whichever)$/.test(opening);
  return `${opening} ${hasArticle ? "" : `${article} `}${thing} ${rests.get(operation)}.`;
}

test("all kinds are tried", () => {
  expect(new Set(someOperations.map(({ kind }) => kind))).toEqual(new Set(OperationKind.options));
});

describe.each(someOperations)("openings for %o", (operation) => {
  const openings = openingsFor(operation);

  test("are eight or more, all distinct, of two words", () => {
    expect(new Set(openings.map(openingOf)).size).toBe(openings.length);
    expect(openings.length).toBeGreaterThanOrEqual(8);
    for (const opening of openings) expect(opening.split(" ")).toHaveLength(2);
  });

  test.each(openings)("“%s” begins words that say just that", (opening) => {
    const text = sentence(opening, operation);
    expect(openingOf(text)).toBe(opening.toLowerCase());
    expect(operationFromPrompt(text)).toEqual({ operation: scoredAs[operation.kind] });
    expect(parseInstruction(text, ["mug", "desk"]).kind?.value).toBe(operation.kind);
    expect(instructionAgreement(scene, editOf(scene, "object:0", operation, text))).toEqual([]);
  });
});

describe("the openings of a sample", () => {
  const operation: Operation = { kind: "remove" };

  test("are three, the same for the same seed and sample", () => {
    const openings = assignedOpenings(operation, 1, "sample-1");
    expect(new Set(openings).size).toBe(3);
    expect(assignedOpenings(operation, 1, "sample-1")).toEqual(openings);
    expect(assignedOpenings(operation, 2, "sample-1")).not.toEqual(openings);
  });

  test("are evenly spread over many", () => {
    const count = 3000;
    const counts = new Map<string, number>();
    for (let index = 0; index < count; index++)
      for (const opening of assignedOpenings(operation, 1, `sample-${index}`))
        counts.set(opening, (counts.get(opening) ?? 0) + 1);
    const openings = openingsFor(operation);
    const expected = (3 * count) / openings.length;
    for (const opening of openings)
      expect(Math.abs((counts.get(opening) ?? 0) / expected - 1)).toBeLessThan(0.1);
  });
});

test.each([
  ["Please remove the chair.", "please remove"],
  ["  “Move”  the\nchair", "move the"],
  ["Remove", "remove"],
  ["", ""],
])("the opening of %j", (text, opening) => {
  expect(openingOf(text)).toBe(opening);
});
