import { expect, test } from "vitest";
import { commands } from "./commands.ts";
import { findInPalette, paletteChoice } from "./find-in-palette.ts";

const noKeys = () => undefined;
const idsFor = (query: string) =>
  findInPalette(query, noKeys).flatMap(({ items }) => items.map(({ id }) => id));

test("everything but itself is offered, each once", () => {
  const others = commands.map(({ id }) => id as string).filter((id) => id !== "palette");
  expect(idsFor("").toSorted()).toEqual(others.toSorted());
});

test("words find a command in any order, the best first", () => {
  expect(idsFor("back verdict")[0]).toBe("undo-verdict");
  expect(idsFor("nothing like that")).toEqual([]);
});

test("what can be an id of a sample is offered as one, whatever it holds", () => {
  const id = "0a1b_<b>1</b>_3";
  expect(paletteChoice(idsFor(id)[0]!)).toEqual({ kind: "sample", sampleId: id });
  expect(paletteChoice(idsFor("theme")[0]!)).toEqual({ kind: "command", id: "theme" });
});
