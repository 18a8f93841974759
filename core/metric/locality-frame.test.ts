import { expect, test } from "vitest";
import { frame896 } from "./frame-896.ts";
import { localityFrame } from "./locality-frame.ts";

const source = { width: 438, height: 292 };

/** Red grows with x, green with y: the picture says where each of its pixels came from. */
function positions({ width, height } = source) {
  const data = new Float32Array(width * height * 3);
  for (let i = 0; i < width * height; i++) data.set([i % width, Math.floor(i / width), 0], 3 * i);
  return { width, height, data };
}

test("every pixel comes from where the 896 frame says", () => {
  const frame = localityFrame(positions());
  const { resized, crop } = frame896(source);
  expect(crop.y).toBe(4);
  expect([frame.width, frame.height]).toEqual([438, 292]);
  for (const [x, y] of [
    [10, 10],
    [437, 291],
    [200, 5],
  ] as const) {
    const [red, green] = frame.data.subarray(3 * (y * frame.width + x));
    expect(red).toBeCloseTo(((x + crop.x + 0.5) * source.width) / resized.width - 0.5, 3);
    expect(green).toBeCloseTo(((y + crop.y + 0.5) * source.height) / resized.height - 0.5, 3);
  }
});

test("below the content lies the mean colour of the network", () => {
  const wide = { width: 1000, height: 700, data: new Uint8Array(1000 * 700 * 3) };
  const frame = localityFrame(wide);
  const row = (y: number) => [...frame.data.subarray(3 * y * frame.width, 3 * y * frame.width + 3)];
  expect(row(615)).toEqual([0, 0, 0]);
  expect(row(616)).toEqual([123.675, 116.28, 103.53].map(Math.fround));
});
