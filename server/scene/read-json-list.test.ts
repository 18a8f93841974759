import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readJsonList } from "./read-json-list.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gsi-json-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the list of a JSON file", () => {
  it("has the items that JSON.parse finds, however the file is written", () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          before: fc.jsonValue(),
          items: fc.array(fc.jsonValue()),
          after: fc.jsonValue(),
        }),
        fc.constantFrom(0, 1, "\t"),
        async (file, indent) => {
          expect(await items(JSON.stringify(file, null, indent))).toEqual(
            (JSON.parse(JSON.stringify(file)) as typeof file).items,
          );
        },
      ),
    ));

  it("comes in bundles, and is whole when the file is larger than what is read at once", async () => {
    const groups = Array.from({ length: 400 }, (_, i) => ({
      name: `"brackets ]}, \\ and é ${"\\".repeat(i)}`,
      segments: Array.from({ length: 2000 }, (_none, s) => i * s),
    }));
    const path = await write(JSON.stringify({ "sceneId:": "a", items: groups, other: [1] }));
    const bundles: unknown[][] = [];
    for await (const bundle of readJsonList(path, "items")) bundles.push(bundle);
    expect(bundles.length).toBeGreaterThan(10);
    expect(bundles.flat()).toEqual(groups);
  });

  it("may hold NaN and Infinity, and stand after a byte order mark", async () => {
    expect(await items('\uFEFF{"x": NaN, "items": [NaN, {"a": [-Infinity]}, "NaN"]}')).toEqual([
      Number.NaN,
      { a: [-Infinity] },
      "NaN",
    ]);
  });

  it("is the one directly in the object", async () => {
    expect(await items('{"a": {"items": [1]}, "b": ["items", [2]], "items": [3]}')).toEqual([3]);
  });

  it.each([
    ["an empty file", " \n", "the file is empty"],
    ["another list", '{"a": [1]}', "no list items"],
    ["a list of its own", "[1, 2]", "no list items"],
    ["a key without a list", '{"items": {"a": 1}}', "no list items"],
    ["two lists", '{"items": [1], "items": [2]}', "two lists items"],
    ["no item between commas", '{"items": [1,,2]}', "items from item 1 on, before byte"],
    ["no item after a comma", '{"items": [1,]}', "items from item 1 on"],
    ["rubbish in an item", '{"items": [1, {"a": nul}]}', "items from item 1 on"],
    ["rubbish outside", '{"a": nul, "items": [1]}', "not JSON"],
    ["rubbish behind", '{"items": [1]} x', "not JSON"],
    ["brackets that do not match", '{"items": [{"a": [1}]]}', "not JSON"],
    ["a list closed as an object", '{"items": [1}}', "not JSON"],
    ["a bracket too many", '{"items": [1]}]', "a bracket too many"],
  ])("of %s is refused", async (_name, text, reason) => {
    await expect(items(text)).rejects.toThrow(reason);
  });

  it("cut off anywhere is refused as cut off", async () => {
    const text = JSON.stringify({ a: "b", items: [{ label: "chair", at: [1, 2] }, 3] });
    for (let end = 1; end < text.length; end++)
      await expect(items(text.slice(0, end))).rejects.toThrow("ends in the middle");
    await expect(items('{"items": [1, 2')).rejects.toThrow("after item 0 of items");
  });

  it("that leaves out an item at the edge of a bundle is refused", async () => {
    const long = `"${"x".repeat(1 << 18)}"`;
    await expect(items(`{"items": [${long},,2]}`)).rejects.toThrow("from item 2 on");
    await expect(items(`{"items": [${long},]}`)).rejects.toThrow("from item 2 on");
  });
});

let files = 0;
async function write(text: string): Promise<string> {
  const path = join(folder, `${files++}.json`);
  await writeFile(path, text);
  return path;
}

async function items(text: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const bundle of readJsonList(await write(text), "items")) found.push(...bundle);
  return found;
}
