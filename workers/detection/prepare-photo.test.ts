import sharp from "sharp";
import { expect, it } from "vitest";
import { modelFrame } from "#core/detection/model-frame.ts";
import { preparePhoto } from "./prepare-photo.ts";

const camera = { fx: 1180, fy: 1175, cx: 880, cy: 580, width: 1752, height: 1168 };

it("brings a photo to 896 as an antialiased triangle filter does, and crops its middle", async () => {
  const { width, height } = camera;
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (let c = 0; c < 3; c += 1)
        pixels[(y * width + x) * 3 + c] =
          128 + 60 * Math.sin(x / 23 + c) + 55 * Math.cos(y / 31 - c) + ((x * 7 + y * 13) % 11);
  const photo = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  const frame = modelFrame(camera);
  const prepared = await preparePhoto(photo, frame);
  const means = [123.675, 116.28, 103.53];
  const deviations = [58.395, 57.12, 57.375];
  const { content, crop, resized } = frame;
  let squares = 0;
  let count = 0;
  for (let y = 3; y < content.height - 3; y += 17) {
    for (let x = 3; x < content.width - 3; x += 13) {
      for (let c = 0; c < 3; c += 1) {
        const got = prepared[(c * 896 + y) * 896 + x]! * deviations[c]! + means[c]!;
        const wanted = triangle(x + crop.x, y + crop.y, c);
        squares += (got - wanted) ** 2;
        count += 1;
      }
    }
  }
  expect(Math.sqrt(squares / count)).toBeLessThan(0.5);
  // Right of and below the picture there is nothing.
  expect(prepared[896 * 896 - 1]).toBe(0);
  expect(prepared[content.height * 896]).toBe(0);

  /** The filter in plain numbers: weights fall off linearly over one pixel of the result. */
  function triangle(x: number, y: number, c: number): number {
    const [sx, sy] = [width / resized.width, height / resized.height];
    const [cx, cy] = [(x + 0.5) * sx, (y + 0.5) * sy];
    let sum = 0;
    let weights = 0;
    for (let v = Math.ceil(cy - sy - 0.5); v <= cy + sy - 0.5; v += 1)
      for (let u = Math.ceil(cx - sx - 0.5); u <= cx + sx - 0.5; u += 1) {
        const weight =
          Math.max(0, 1 - Math.abs(u + 0.5 - cx) / sx) *
          Math.max(0, 1 - Math.abs(v + 0.5 - cy) / sy);
        sum += weight * pixels[(v * width + u) * 3 + c]!;
        weights += weight;
      }
    return sum / weights;
  }
});

it("says when a photo is not its camera's", async () => {
  const photo = await sharp({ create: { width: 8, height: 6, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  await expect(preparePhoto(photo, modelFrame(camera))).rejects.toThrow(
    "8 x 6 pixels, its camera belongs to 1752 x 1168",
  );
});
