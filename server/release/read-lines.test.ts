import fc from "fast-check";
import { expect, it } from "vitest";
import { collect } from "./collect.ts";
import { readLines } from "./read-lines.ts";

it("gives the lines of a text wherever it is cut", async () => {
  const text = fc.array(fc.string({ unit: "grapheme" }).map((line) => line.replaceAll("\n", "")));
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (lines, length) => {
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
      const pieces = async function* () {
        for (let at = 0; at < bytes.byteLength; at += length) yield bytes.subarray(at, at + length);
      };
      expect(await collect(readLines(pieces()))).toEqual(lines);
    }),
  );
});
