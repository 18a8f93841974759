import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { modelFrame } from "#core/detection/model-frame.ts";
import { resizeBilinear } from "#core/metric/bilinear-resize.ts";
import { frameSide } from "#core/metric/frame-896.ts";
import { seededRandom } from "#core/random.ts";
import { preparePhoto } from "./prepare-photo.ts";

const pixelMeans = [123.675, 116.28, 103.53];
const pixelDeviations = [58.395, 57.12, 57.375];

const camera = (width: number, height: number) => ({
  fx: 1000,
  fy: 1000,
  cx: width / 2,
  cy: height / 2,
  width,
  height,
});

/** Blocks of random colours: edges as sharp as a photo's. */
function madeUpPixels(width: number, height: number): Uint8Array {
  const random = seededRandom(1, "photo");
  const colours = Array.from({ length: 3 * 64 * 64 }, () => 255 * random.next());
  return Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return colours[3 * ((Math.floor(y / 11) % 64) * 64 + (Math.floor(x / 13) % 64)) + (i % 3)]!;
  });
}

describe("a photo for the encoder", () => {
  it.each([
    [1920, 1440],
    [1752, 1168],
    [1440, 1920],
    [257, 911],
  ])(
    "of %d x %d is what an exact triangle filter makes of it, cropped and padded",
    async (width, height) => {
      const data = madeUpPixels(width, height);
      const photo = await sharp(data, { raw: { width, height, channels: 3 } })
        .png({ compressionLevel: 1 })
        .toBuffer();
      const frame = modelFrame(camera(width, height));
      const packed = await preparePhoto(photo, frame);
      const exact = resizeBilinear({ width, height, data }, frame.resized);
      let [squares, padding] = [0, 0];
      for (let channel = 0; channel < 3; channel++)
        for (let y = 0; y < frameSide; y++)
          for (let x = 0; x < frameSide; x++) {
            const value = packed[(channel * frameSide + y) * frameSide + x]!;
            if (x >= frame.content.width || y >= frame.content.height) {
              padding += Math.abs(value);
              continue;
            }
            const level = value * pixelDeviations[channel]! + pixelMeans[channel]!;
            const at = (y + frame.crop.y) * frame.resized.width + x + frame.crop.x;
            squares += (level - exact.data[3 * at + channel]!) ** 2;
          }
      const { content } = frame;
      expect(Math.sqrt(squares / (3 * content.width * content.height))).toBeLessThan(0.5);
      expect(padding).toBe(0);
    },
  );

  it("takes grey pictures and pictures with an alpha channel", async () => {
    const frame = modelFrame(camera(8, 6));
    const create = { width: 8, height: 6, channels: 4 as const, background: "#808080" };
    const grey = await preparePhoto(
      await sharp({ create }).toColourspace("b-w").png().toBuffer(),
      frame,
    );
    const clear = await preparePhoto(await sharp({ create }).png().toBuffer(), frame);
    expect(grey).toEqual(clear);
  });

  it("refuses a photo of another size than its camera, and what is no photo", async () => {
    const create = { width: 8, height: 6, channels: 3 as const, background: "red" };
    const photo = await sharp({ create }).png().toBuffer();
    await expect(preparePhoto(photo, modelFrame(camera(8, 7)))).rejects.toThrow("8 x 6 pixels");
    await expect(
      preparePhoto(new TextEncoder().encode("<html>"), modelFrame(camera(8, 6))),
    ).rejects.toThrow();
  });
});
