import { writeFile } from "node:fs/promises";
import sharp from "sharp";

import { DEPTH_SIZE, IMAGE_SIZE } from "./page/camera.ts";
import { gaussian, seededRandom } from "./page/random.ts";

const GRAIN_LEVELS = 1;
const JPEG_QUALITY = 80;

/** Writes RGBA bytes (bottom row first) as a JPEG with a sensor's grain, which is stronger in the shadows. */
export async function writePhoto(path: string, rgba: Buffer, grainSeed: string): Promise<void> {
  const { width, height } = IMAGE_SIZE;
  const random = seededRandom(grainSeed);
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = 4 * ((height - 1 - y) * width + x);
      const to = 3 * (y * width + x);
      const level = rgba[from + 1]! / 255;
      const grain = gaussian(random) * GRAIN_LEVELS * (1.25 - 0.5 * level);
      for (let c = 0; c < 3; c++)
        rgb[to + c] = Math.max(0, Math.min(255, Math.round(rgba[from + c]! + grain)));
    }
  const image = sharp(rgb, { raw: { width, height, channels: 3 } });
  await writeFile(path, await image.jpeg({ quality: JPEG_QUALITY, mozjpeg: true }).toBuffer());
}

/** Writes millimetres (top row first) as a 16-bit grey PNG. */
export async function writeDepth(path: string, bytes: Buffer): Promise<void> {
  const millimeters = new Uint16Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  );
  const image = sharp(millimeters, { raw: { ...DEPTH_SIZE, channels: 1 } });
  await writeFile(
    path,
    await image
      .toColourspace("grey16")
      .png({ compressionLevel: 9, adaptiveFiltering: true })
      .toBuffer(),
  );
}
