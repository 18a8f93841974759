import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect, test } from "vitest";
import { blobPath, putBlob } from "../storage.ts";
import { contentTypeOf, plainTextType } from "./content-type.ts";
import { thumbnailPath, thumbnailWidth } from "./thumbnail.ts";

const picture = sharp({ create: { width: 400, height: 200, channels: 3, background: "#336699" } });

test("a file is what its first bytes say, and markup is never more than bytes", async () => {
  const contents = [
    [await picture.clone().jpeg().toBuffer(), "image/jpeg"],
    [await picture.clone().png().toBuffer(), "image/png"],
    [
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
      "application/octet-stream",
    ],
    [Buffer.from("<!doctype html><script>alert(1)</script>"), "application/octet-stream"],
    [Buffer.alloc(0), "application/octet-stream"],
  ] as const;
  for (const [bytes, type] of contents)
    expect(await contentTypeOf(blobPath(await putBlob(bytes)))).toBe(type);
});

test("a text is shown as letters when asked for, markup included, and nothing else is", async () => {
  const shown = async (bytes: Buffer) => plainTextType(blobPath(await putBlob(bytes)));
  for (const text of [
    "# Systém\n\nJudge the edit.",
    "<!doctype html><script>alert(1)</script>",
    "",
  ])
    expect(await shown(Buffer.from(text))).toBe("text/plain; charset=utf-8");
  for (const bytes of [
    await picture.clone().png().toBuffer(),
    Buffer.from("text", "utf16le"),
    Buffer.alloc(2 ** 20 + 1, "a"),
  ])
    await expect(shown(bytes)).rejects.toMatchObject({ code: "INVALID" });
});

test("pictures are offered in the listed widths only", () => {
  expect(thumbnailWidth("320")).toBe(320);
  for (const asked of ["321", "0320", "1e9", "-160", ""])
    expect(thumbnailWidth(asked)).toBeUndefined();
});

test("a thumbnail is made once, and never larger than the picture", async () => {
  const hash = await putBlob(await picture.clone().jpeg().toBuffer());
  const small = await thumbnailPath(hash, 160);
  expect(await sharp(small).metadata()).toMatchObject({ format: "webp", width: 160, height: 80 });
  const first = await readFile(small);
  expect(await thumbnailPath(hash, 160)).toBe(small);
  expect(await readFile(small)).toEqual(first);
  expect(await sharp(await thumbnailPath(hash, 960)).metadata()).toMatchObject({ width: 400 });
});
