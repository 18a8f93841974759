import { existsSync } from "node:fs";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AppError } from "../errors.ts";
import { inRollback } from "../test/in-rollback.ts";
import type { PackedEntry } from "../test/pack-zip.ts";
import { entriesOf, packZip } from "../test/pack-zip.ts";
import { createReleasableSamples, inFolder } from "../test/release-fixture.ts";
import { exportRelease } from "./export-release.ts";
import { freezeRelease } from "./freeze-release.ts";
import { inReleaseFolder } from "./in-release-folder.ts";
import { lintDataset } from "./lint-dataset.ts";
import { streamRelease } from "./stream-release.ts";
import type { VerifyReport } from "./verify-release.ts";
import { verifyRelease } from "./verify-release.ts";

const link = 0o120777;
const hello = Buffer.from("hello");
const file = (name: string): PackedEntry => ({ name, content: hello });

/** Names in the root of what a zip holds, or what is said against it; either way nothing is left of it. */
async function open(zip: Uint8Array): Promise<string[] | string> {
  let answer: string[] | string = "";
  await inFolder(async (folder) => {
    const path = join(folder, "a.zip");
    await writeFile(path, zip);
    let dir = "";
    const read = inReleaseFolder(path, async (opened) => {
      ({ dir } = opened);
      expect(dir.startsWith(tmpdir())).toBe(true);
      return (await readdir(dir)).toSorted();
    });
    answer = await read.catch((error: unknown) => {
      if (error instanceof AppError) return error.message.replaceAll(folder, "");
      throw error;
    });
    if (dir !== "") expect(existsSync(dir)).toBe(false);
  });
  return answer;
}

describe("a zip is opened", () => {
  it.each<[string, PackedEntry[], string[]]>([
    ["packed without a folder", [file("a"), file("b/c")], ["a", "b"]],
    ["packed with its folder", [{ name: "top/" }, file("top/a"), file("top/b/c")], ["a", "b"]],
    ["with ./ before its names", [{ name: "./" }, file("./a"), file("./b")], ["a", "b"]],
    ["packed on Windows", [file("top\\a"), file("top\\b\\c")], ["a", "b"]],
    ["packed by the Finder", [file("top/a"), file("__MACOSX/top/._a")], ["a"]],
    ["of a data set's own folder", [file("fine_dataset/a")], ["fine_dataset"]],
    ["deflated", [{ ...file("a"), method: 8 }, file("b")], ["a", "b"]],
  ])("%s", async (_how, entries, names) => {
    expect(await open(packZip(entries))).toEqual(names);
  });
});

describe("a zip is refused", () => {
  it.each<[string, PackedEntry, RegExp]>([
    ["leads out", file("a/../../b"), /"a\/\.\.\/\.\.\/b" leads out of the folder/],
    ["leads out the Windows way", file("..\\b"), /"\.\.\/b" leads out of the folder/],
    ["is absolute", file("/etc/passwd"), /"\/etc\/passwd" leads out of the folder/],
    ["names a drive", file("C:/b"), /"C:\/b" leads out of the folder/],
    ["is a link", { ...file("b"), mode: link }, /"b" is a link or another special file/],
    [
      "has a name that draws",
      file("b\u001b[2J"),
      /"b\\u001b\[2J" has no name that a file can have/,
    ],
    ["is encrypted", { ...file("b"), method: 8, flags: 0x801 }, /"b" is encrypted/],
    ["is packed by LZMA", { ...file("b"), method: 14 }, /"b" is packed by method 14/],
    ["was there before", file("a"), /holds "a" twice/],
    ["was there before, otherwise written", file("./a"), /holds "a" twice/],
    ["is under a file", file("a/b"), /holds "a" as a file and as a folder/],
    ["was damaged", { ...file("b"), stated: { crc: 1 } }, /"b" was damaged in the zip/],
    [
      "is larger than stated",
      { ...file("b"), method: 8, stated: { size: 1 } },
      /cannot be unpacked \(.*too many bytes/,
    ],
  ])("when an entry %s", async (_what, entry, message) => {
    expect(await open(packZip([file("a"), entry]))).toMatch(message);
  });

  it("when it was cut off anywhere", async () => {
    const zip = packZip([file("a"), { ...file("b"), method: 8 }]);
    for (let length = 0; length < zip.byteLength; length += 7)
      expect(await open(zip.subarray(0, length))).toMatch(
        /a\.zip cannot be unpacked .*was cut off/,
      );
  });

  it("when it can only be meant to fill the disk, before anything is written", async () => {
    const content = Buffer.alloc(2 ** 20);
    const bomb = Array.from({ length: 70 }, (_, n) => ({ name: `${n}`, content, method: 8 }));
    expect(await open(packZip(bomb))).toMatch(/73400320 are packed in it, over 100 times as many/);
  });
});

it("what was unpacked is gone when the work is stopped", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "a.zip");
    await writeFile(path, packZip([file("a")]));
    const controller = new AbortController();
    let dir = "";
    const endless = inReleaseFolder(
      path,
      (opened) => {
        ({ dir } = opened);
        controller.abort(new AppError("PRECONDITION", "stopped"));
        return new Promise<never>(() => {});
      },
      { stop: () => controller.signal },
    );
    await expect(endless).rejects.toThrow("stopped");
    expect(dir).not.toBe("");
    expect(existsSync(dir)).toBe(false);
  });
});

it("a download and an export packed by another tool are checked like the folder", async () => {
  await inRollback(async (ctx) => {
    await createReleasableSamples(ctx);
    await freezeRelease(ctx, { name: "v0", source: "gated" });
    await inFolder(async (folder) => {
      const outDir = join(folder, "out");
      await exportRelease(ctx, { name: "v0", outDir, format: "gsi-bench" });
      const { filesChecked, ...asFolder } = await verifyRelease(outDir);
      expect(asFolder.ok).toBe(true);
      const zip = join(folder, "a.zip");
      const verify = () => inReleaseFolder(zip, ({ dir }) => verifyRelease(dir));

      const { stream } = await streamRelease(ctx, { name: "v0", format: "gsi-bench" });
      await writeFile(zip, stream);
      expect(await verify()).toMatchObject(asFolder satisfies Partial<VerifyReport>);

      for (const top of [undefined, "v0"]) {
        await writeFile(zip, packZip(await entriesOf(outDir, top)));
        expect(await verify()).toEqual({ ...asFolder, filesChecked });
      }

      const harmed = await entriesOf(outDir);
      await writeFile(zip, packZip(harmed.filter(({ name }) => !name.endsWith("_edit_0.json"))));
      expect((await verify()).errors.map(({ kind }) => kind)).toContain("missing");

      await writeFile(zip, await readFile(join(outDir, "fine_dataset.zip")));
      const linted = await inReleaseFolder(zip, async ({ dir, shown }) => {
        const { ok, edits, folder: read } = await lintDataset(dir);
        return { ok, edits, folder: shown(read) };
      });
      expect(linted).toEqual({ ok: true, edits: 3, folder: join(zip, "fine_dataset") });
    });
  });
});
