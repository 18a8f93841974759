import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashOf, readBlob } from "#server/storage.ts";
import { photo } from "#server/test/scan-fixture.ts";
import { doPhotoWork } from "./photo-work.ts";

const [width, height] = [64, 48];
const intrinsics = { fx: 60, fy: 60, cx: 31.5, cy: 23.5, width, height };
const file = (path: string) => ({ kind: "file" as const, path });
const plain = { picture: file("photo.jpg"), fisheye: null, mask: null };
const masked = { ...plain, mask: file("mask.png") };

let rootPath = "";
beforeAll(async () => {
  rootPath = await realpath(await mkdtemp(join(tmpdir(), "gsi-photo-")));
  const mask = new Uint8Array(width * height).fill(255).fill(0, 0, width * 12);
  const raw = { width, height, channels: 1 as const };
  await sharp(mask, { raw }).png().toFile(join(rootPath, "mask.png"));
  await writeFile(join(rootPath, "photo.jpg"), await photo(1));
});
afterAll(() => rm(rootPath, { recursive: true }));

describe("work on a photo", () => {
  it.each([
    ["a plain photo", plain, 0],
    ["an anonymised one", masked, 0.25],
  ])("keeps of %s the bytes that were measured", async (_, image, maskedShare) => {
    const frame = { id: "a", image, intrinsics };
    const measured = await doPhotoWork({ kind: "measure", rootPath, frame });
    expect(measured).toMatchObject({ maskedShare, thumbnailHash: null });
    const kept = await doPhotoWork({ kind: "keep", rootPath, frame });
    if (!("imageHash" in measured) || !("imageHash" in kept)) return expect.fail("unreadable");
    expect(kept.imageHash).toBe(measured.imageHash);
    const bytes = await readBlob(kept.imageHash);
    expect(hashOf(bytes)).toBe(kept.imageHash);
    if (image === plain) expect(bytes).toEqual(await photo(1));
  });

  it("scores and hashes with a small picture as without one", async () => {
    const frame = { id: "a", image: plain, intrinsics };
    const measured = await doPhotoWork({ kind: "measure", rootPath, frame });
    const shown = await doPhotoWork({ kind: "measure-and-show", rootPath, frame });
    expect(shown).toEqual({ ...measured, thumbnailHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it.each(["measure", "keep"] as const)("%s answers when there is no photo", async (kind) => {
    const image = { ...plain, picture: file("gone.jpg") };
    const result = await doPhotoWork({ kind, rootPath, frame: { id: "a", image, intrinsics } });
    expect(result).toEqual({ unreadable: expect.stringContaining("gone.jpg is not in") });
  });
});
