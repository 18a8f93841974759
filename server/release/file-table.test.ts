import { expect, it } from "vitest";
import { hashOf } from "../storage.ts";
import { FileTable } from "./file-table.ts";

const files = Array.from({ length: 3000 }, (_, at) => ({
  path: `fine_dataset/${(at * 7) % 3000}.json`,
  sha256: hashOf(String(at)),
  size: at,
}));

it("a table of files gives back what was added, in that order and in the order of the paths", () => {
  const table = new FileTable();
  for (const file of files) table.add(file);
  expect([...table]).toEqual(files);
  expect([...table.byPath()]).toEqual(files.toSorted((a, b) => (a.path < b.path ? -1 : 1)));
  expect(table.rowOf(files[2999]!.path)).toBe(2999);
  expect(table.rowOf("README.md")).toBeUndefined();
  expect(table.hasTwice).toBe(false);
  table.add({ ...files[5]!, size: 1 });
  expect(table.hasTwice).toBe(true);
  expect(table.at(table.rowOf(files[5]!.path)!).size).toBe(1);
});
