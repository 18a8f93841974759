import sharp from "sharp";
import type { ScanFixture } from "./scan-fixture.ts";
import { photo } from "./scan-fixture.ts";

export const dslrSize = { width: 96, height: 64 };
const lens = { fl_x: 45, fl_y: 45, cx: 48, cy: 32, w: 96, h: 64 };

function dslrKey(number: number): string {
  return `DSC${String(number).padStart(5, "0")}`;
}

/** An entry of `transforms.json`: a level camera 2.5 m in front of the things, as the dataset's tools write it. */
export function dslrEntry(number: number, change: object = {}): Record<string, unknown> {
  return {
    file_path: `${dslrKey(number)}.JPG`,
    transform_matrix: [
      [0, 0, -1, -2.5],
      [1, 0, 0, -0.5 + 0.2 * number],
      [0, -1, 0, -0.6],
      [0, 0, 0, 1],
    ],
    ...change,
  };
}

/** A `transforms.json` of the fisheye lens with these photos in it. */
export function dslrTransforms(frames: object[], change: object = {}): object {
  return { ...lens, camera_model: "OPENCV_FISHEYE", k1: -0.02, frames, ...change };
}

/** Adds three photos of the DSLR with poses in nerfstudio's form and a mask each. */
export async function addDslr(scan: ScanFixture): Promise<void> {
  for (const number of [1, 2, 3]) {
    await scan.write(`dslr/resized_images/${dslrKey(number)}.JPG`, await photo(number, dslrSize));
    await scan.write(`dslr/resized_anon_masks/${dslrKey(number)}.png`, await dslrMask());
  }
  await scan.write(
    "dslr/nerfstudio/transforms.json",
    dslrTransforms([1, 2, 3].map((number) => dslrEntry(number))),
  );
}

/** A mask that hides the upper rows. */
export function dslrMask(size = dslrSize): Promise<Buffer> {
  const mask = Buffer.alloc(size.width * size.height, 255);
  mask.fill(0, 0, size.width * 10);
  return sharp(mask, { raw: { ...size, channels: 1 } })
    .toColourspace("b-w")
    .png()
    .toBuffer();
}
