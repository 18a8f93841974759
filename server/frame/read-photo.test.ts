import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FrameImage } from "#core/frame/frame-image.ts";
import type { FisheyeIntrinsics } from "#core/geometry/fisheye.ts";
import { unprojectFisheye } from "#core/geometry/fisheye.ts";
import { undistortedPinhole } from "#core/geometry/undistort-fisheye.ts";
import { photo } from "../test/scan-fixture.ts";
import { readPhoto } from "./read-photo.ts";

const lens: FisheyeIntrinsics = {
  fx: 395,
  fy: 395.5,
  cx: 439.5,
  cy: 292.5,
  k: [-0.0295, -0.0058, -0.0021, 0.00015],
  width: 876,
  height: 584,
};
const flat = undistortedPinhole(lens)!;
const plain = { fx: 60, fy: 60, cx: 31.5, cy: 23.5, width: 64, height: 48 };
/** Distance of the lines of the grid on a wall one metre away, and how soft they are, metres. */
const [stepMeters, softMeters] = [0.25, 0.012];

let root = "";
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "gsi-photo-")));
  await writeFile(join(root, "grid.png"), await gridThroughLens());
  await writeFile(join(root, "photo.jpg"), await photo(1));
});
afterAll(() => rm(root, { recursive: true }));

describe("a picture of a fisheye lens", () => {
  it("shows the straight lines of a wall straight, and where the pinhole camera has them", async () => {
    const { rgb, encoded, maskedShare } = await readPhoto(root, image("grid.png", lens), flat);
    expect(maskedShare).toBe(0);
    expect(await sharp(encoded).metadata()).toMatchObject({ format: "jpeg", ...sizeOf(flat) });
    let [worst, looked] = [0, 0];
    // Upright lines are drawn in red, level ones in green.
    for (let line = -4; line <= 4; line++) {
      const column = line * stepMeters * flat.fx + flat.cx;
      for (let row = 20; row < flat.height - 20; row += 7, looked++)
        worst = Math.max(worst, Math.abs(darkest(rgb, 0, column, (x) => [x, row]) - column));
    }
    for (let line = -3; line <= 3; line++) {
      const row = line * stepMeters * flat.fy + flat.cy;
      for (let column = 20; column < flat.width - 20; column += 7, looked++)
        worst = Math.max(worst, Math.abs(darkest(rgb, 1, row, (y) => [column, y]) - row));
    }
    expect(looked).toBeGreaterThan(1000);
    expect(worst).toBeLessThan(0.1);
  });

  it("is grey where it is anonymised, also where only a part of a mixed pixel is", async () => {
    const mask = new Uint8Array(lens.width * lens.height).fill(255);
    for (let row = 0; row < 150; row++) mask.fill(0, row * lens.width, row * lens.width + 200);
    await writeMask("lens-mask.png", mask, lens);
    await writeFile(join(root, "white.png"), await whiteUnder(mask, lens));
    const shown = { ...image("white.png", lens), mask: file("lens-mask.png") };
    const { rgb, encoded, maskedShare } = await readPhoto(root, shown, flat);
    expect(maskedShare).toBeGreaterThan(0.03);
    // All that is anonymised is white and the rest black: nothing brighter than the cover may be left.
    expect(rgb.reduce((most, value) => Math.max(most, value), 0)).toBe(128);
    expect(rgb.filter((value) => value === 128).length / rgb.length).toBe(maskedShare);
    const { data } = await sharp(encoded).raw().toBuffer({ resolveWithObject: true });
    expect(data.reduce((most, value) => Math.max(most, value), 0)).toBeLessThan(150);
  });
});

describe("a plain photo", () => {
  it("keeps its bytes where nothing of it is anonymised", async () => {
    await writeMask("all.png", new Uint8Array(64 * 48).fill(255), plain);
    const stored = await readFile(join(root, "photo.jpg"));
    for (const mask of [null, file("all.png")]) {
      const read = await readPhoto(root, { ...image("photo.jpg"), mask }, plain);
      expect(read.encoded.equals(stored)).toBe(true);
      expect(read.maskedShare).toBe(0);
    }
  });

  it("is grey where its mask is anything but 255, in what is kept as well", async () => {
    const mask = new Uint8Array(64 * 48).fill(255);
    mask.fill(254, 0, 64 * 8);
    mask.fill(0, 64 * 8, 64 * 16);
    await writeMask("part.png", mask, plain);
    const read = await readPhoto(root, { ...image("photo.jpg"), mask: file("part.png") }, plain);
    expect(read.maskedShare).toBeCloseTo(1 / 3, 10);
    expect(read.rgb.subarray(0, 64 * 16 * 3).every((value) => value === 128)).toBe(true);
    const kept = await sharp(read.encoded).raw().toBuffer();
    const top = kept.subarray(0, 64 * 16 * 3);
    expect(top.every((value) => Math.abs(value - 128) <= 2)).toBe(true);
    expect(kept.subarray(64 * 16 * 3)).not.toEqual(kept.subarray(0, 64 * 32 * 3));
  });

  it("with a mask of another size is refused", async () => {
    await writeMask("small.png", new Uint8Array(32 * 24).fill(255), { width: 32, height: 24 });
    const asked = readPhoto(root, { ...image("photo.jpg"), mask: file("small.png") }, plain);
    await expect(asked).rejects.toThrow("its mask is 32x24 now and was 64x48");
  });
});

function image(path: string, fisheye: FisheyeIntrinsics | null = null): FrameImage {
  return { picture: file(path), fisheye, mask: null };
}

function file(path: string) {
  return { kind: "file" as const, path };
}

function sizeOf({ width, height }: { width: number; height: number }) {
  return { width, height };
}

async function writeMask(
  name: string,
  mask: Uint8Array,
  size: { width: number; height: number },
): Promise<void> {
  const raw = { raw: { ...sizeOf(size), channels: 1 as const } };
  await writeFile(join(root, name), await sharp(mask, raw).toColourspace("b-w").png().toBuffer());
}

/** White where the mask hides and black elsewhere. */
function whiteUnder(mask: Uint8Array, size: { width: number; height: number }): Promise<Buffer> {
  const rgb = Buffer.alloc(mask.length * 3);
  mask.forEach((value, pixel) => rgb.fill(255 - value, 3 * pixel, 3 * pixel + 3));
  return sharp(rgb, { raw: { ...sizeOf(size), channels: 3 } })
    .png()
    .toBuffer();
}

/** What the lens sees of a grid of soft dark lines on a wall that is one metre in front of it. */
function gridThroughLens(): Promise<Buffer> {
  const rgb = Buffer.alloc(lens.width * lens.height * 3, 255);
  for (let v = 0, at = 0; v < lens.height; v++)
    for (let u = 0; u < lens.width; u++, at += 3) {
      const [x, y, z] = unprojectFisheye(lens, [u, v])!;
      rgb[at] = Math.round(255 - darkness(x / z));
      rgb[at + 1] = Math.round(255 - darkness(y / z));
    }
  return sharp(rgb, { raw: { ...sizeOf(lens), channels: 3 } })
    .png()
    .toBuffer();
}

function darkness(meters: number): number {
  const off = meters - stepMeters * Math.round(meters / stepMeters);
  return 240 * Math.exp(-((off / softMeters) ** 2));
}

/** The middle of the darkness of a channel along a way across a line, near where the line should be. */
function darkest(
  rgb: Uint8Array,
  channel: number,
  near: number,
  at: (place: number) => [number, number],
): number {
  let [sum, weighted] = [0, 0];
  for (let place = Math.round(near) - 14; place <= Math.round(near) + 14; place++) {
    const [column, row] = at(place);
    const dark = 255 - rgb[3 * (row * flat.width + column) + channel]!;
    sum += dark;
    weighted += dark * place;
  }
  return weighted / sum;
}
