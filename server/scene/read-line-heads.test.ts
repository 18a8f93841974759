import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readLineHeads } from "./read-line-heads.ts";

it("gives the beginning of every line, however long, and blank ones too", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gsi-lines-"));
  const path = join(folder, "lines.txt");
  await writeFile(path, `one\r\n\n${"x".repeat(200_000)}\nlast`);
  const lines = [];
  for await (const line of readLineHeads(path)) lines.push(line);
  expect(lines).toEqual([
    { number: 1, text: "one", isCut: false },
    { number: 2, text: "", isCut: false },
    { number: 3, text: "x".repeat(4096), isCut: true },
    { number: 4, text: "last", isCut: false },
  ]);
  await rm(folder, { recursive: true });
});
