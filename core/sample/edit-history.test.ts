import fc from "fast-check";
import { expect, test } from "vitest";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { identityRotation } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import {
  EditHistory,
  pushEdit,
  redoEdit,
  shortenHistory,
  startHistory,
  undoEdit,
} from "./edit-history.ts";
import type { Edit } from "./revision.ts";

function said(instruction: string): Edit {
  return {
    targetId: "annotation:1",
    label: "mug",
    operation: { kind: "remove" },
    sourceBox: orientedBox(point(0, 0, 2), [0.1, 0.1, 0.1], identityRotation),
    targetBox: null,
    instruction,
  };
}

const words = fc.array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 40 });

test("undoing every step leads back to the start, redoing to the end", () => {
  fc.assert(
    fc.property(words, (texts) => {
      const start = startHistory(said("start"));
      const end = texts.reduce((history, text) => pushEdit(history, said(text)), start);
      const back = texts.reduce(undoEdit, end);
      expect(back.present).toEqual(start.present);
      expect(undoEdit(back)).toBe(back);
      const forth = texts.reduce(redoEdit, back);
      expect(forth.present).toEqual(end.present);
      expect(redoEdit(forth)).toBe(forth);
    }),
  );
});

test("typing in one field is one step, the next field another", () => {
  let history = startHistory(said(""));
  for (const text of ["M", "Mo", "Mov"]) history = pushEdit(history, said(text), "instruction");
  history = pushEdit(history, { ...said("Mov"), label: "cup" }, "label");
  expect(history.past).toHaveLength(2);
  expect(undoEdit(undoEdit(history)).present.instruction).toBe("");
});

test("typing goes on as a new step after an undo", () => {
  const typed = pushEdit(startHistory(said("")), said("a"), "instruction");
  const again = pushEdit(undoEdit(typed), said("b"), "instruction");
  expect(undoEdit(again).present.instruction).toBe("");
  expect(again.future).toEqual([]);
});

test("a history survives being written down", () => {
  fc.assert(
    fc.property(words, (texts) => {
      const history = texts.reduce(
        (before, text) => pushEdit(before, said(text)),
        startHistory(said("")),
      );
      expect(EditHistory.parse(JSON.parse(JSON.stringify(history)))).toEqual(history);
    }),
  );
});

test("what is written down are the nearest steps each way", () => {
  const texts = Array.from({ length: 120 }, (_, step) => `step ${step}`);
  let history = texts.reduce(
    (before, text) => pushEdit(before, said(text)),
    startHistory(said("start")),
  );
  for (let steps = 0; steps < 60; steps++) history = undoEdit(history);
  const written = shortenHistory(history);
  expect(written.present).toEqual(history.present);
  expect(undoEdit(written).present).toEqual(undoEdit(history).present);
  expect(redoEdit(written).present).toEqual(redoEdit(history).present);
  expect(written.past).toHaveLength(40);
  expect(written.future).toHaveLength(40);
});
