import { describe, expect, it } from "vitest";
import { readStoredZip } from "../test/read-stored-zip.ts";
import type { ExportFile } from "./formats/export-file.ts";
import { bytesFile, textFile } from "./formats/export-file.ts";
import { zipFiles, zipSize } from "./zip-files.ts";

async function* listed(files: Iterable<ExportFile>): AsyncGenerator<ExportFile> {
  yield* files;
}

/** The last bytes of a zip and its length: of large ones nothing else is kept. */
async function endOf(files: Iterable<ExportFile>): Promise<{ end: Buffer; size: number }> {
  let [end, size] = [Buffer.alloc(0), 0];
  for await (const piece of zipFiles(listed(files))) {
    size += piece.byteLength;
    end = Buffer.concat([end, piece]).subarray(-1000);
  }
  return { end, size };
}

describe("a zip", () => {
  it("holds the files as they are, under a folder, and has the size announced", async () => {
    const files = [
      textFile("a.txt", "one"),
      textFile("ü/b.txt", ""),
      textFile("c", "x".repeat(3e6)),
    ];
    const pieces: Uint8Array[] = [];
    for await (const piece of zipFiles(listed(files), { folder: "out" })) pieces.push(piece);
    const zip = Buffer.concat(pieces);
    expect([...readStoredZip(zip)].map(([path, bytes]) => [path, bytes.byteLength])).toEqual([
      ["out/a.txt", 3],
      ["out/ü/b.txt", 0],
      ["out/c", 3e6],
    ]);
    const sizes = files.map(({ path, size }) => ({ path, size: size ?? 0 }));
    expect(zipSize(sizes, "out")).toBe(zip.byteLength);
  });

  it("of more files than the old format counts states their number in the new one", async () => {
    const files = Array.from({ length: 70_000 }, (_, n) => textFile(`${n}`, ""));
    const { end, size } = await endOf(files);
    const at = end.lastIndexOf(Buffer.from("PK\x06\x06", "latin1"));
    expect(end.readBigUInt64LE(at + 32)).toBe(70_000n);
    expect(size - (end.byteLength - at)).toBe(
      Number(end.readBigUInt64LE(at + 40) + end.readBigUInt64LE(at + 48)),
    );
    expect(size).toBe(zipSize(files.map(({ path }) => ({ path, size: 0 }))));
  });

  it("of more than four gigabytes refers to what lies beyond them", () => {
    const size = 0xffff_fff0;
    const entry = (isFar: boolean) => 30 + 1 + size + 16 + 46 + 1 + (isFar ? 12 : 0);
    const files = ["a", "b", "c"].map((path) => ({ path, size }));
    // Beside the far entries: the end in the new form, its place, and the end in the old form.
    expect(zipSize(files)).toBe(entry(false) + 2 * entry(true) + 56 + 20 + 22);
  });

  it("refuses a file that does not fit into an entry", async () => {
    const file = bytesFile("large", 2 ** 32, async () => Buffer.alloc(0));
    await expect(endOf([file])).rejects.toThrow(/large has 4294967296 bytes/);
  });
});
