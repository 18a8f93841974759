import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countPackedFrames, readPackedDepth } from "./packed-depth.ts";

const pixels = 256 * 192;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gsi-depth-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("a depth.bin in blocks", () => {
  it("gives each frame by its number, in either coding, in any order", async () => {
    const path = await file(framed([lz4(2500), deflate(1.5), lz4(0), deflate(0.25)]));
    expect(await countPackedFrames(path, 1)).toEqual({ frames: 4, problem: null });
    for (const [index, meters] of [
      [3, 0.25],
      [0, 2.5],
      [2, 0],
      [1, 1.5],
    ] as const)
      expect(await depthsOf(path, index)).toEqual([meters]);
    await expect(readPackedDepth(path, 4)).rejects.toThrow("it has 4 frames, none is 4");
  });

  it("with a frame that cannot be decoded keeps the others", async () => {
    const noise = Buffer.alloc(5000, 0x3c);
    const path = await file(framed([lz4(1000), noise, lz4(3000)]));
    await expect(readPackedDepth(path, 1)).rejects.toThrow("the block of frame 1 is neither LZ4");
    expect(await depthsOf(path, 2)).toEqual([3]);
  });

  it("that is cut off keeps what is whole and says where it ends", async () => {
    const whole = framed([lz4(1000), lz4(2000), lz4(3000)]);
    for (const end of [whole.length - 1, whole.length - lz4(0).length - 2]) {
      const path = await file(whole.subarray(0, end));
      const { frames, problem } = await countPackedFrames(path, 3);
      expect(frames).toBe(2);
      expect(problem).toContain("after frame 1, at byte");
      expect(await depthsOf(path, 1)).toEqual([2]);
    }
  });

  it("does not unpack a block that gives more than a frame", async () => {
    const bomb = deflateRawSync(Buffer.alloc(1 << 27));
    const before = process.memoryUsage().arrayBuffers;
    const path = await file(framed([lz4(1000), bomb, lz4(1000)]));
    await expect(readPackedDepth(path, 1)).rejects.toThrow("the block of frame 1");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 24);
  });

  it("takes what is no distance for not measured", async () => {
    const meters = new Float32Array(pixels).fill(2);
    meters.set([Number.NaN, Infinity, -1, 0]);
    const path = await file(framed([deflateRawSync(Buffer.from(meters.buffer))]));
    const { depthMeters } = await readPackedDepth(path, 0);
    expect([...depthMeters.subarray(0, 5)]).toEqual([0, 0, 0, 0, 2]);
  });
});

describe("a depth.bin that is one stream", () => {
  const frames = [1.5, 0.25, 3.5, 2];
  const stream = () => deflateRawSync(Buffer.concat(frames.map((meters) => floats(meters))));

  it("gives each frame by its number, forwards, backwards and asked for at once", async () => {
    const path = await file(stream());
    expect(await countPackedFrames(path, 100)).toEqual({ frames: 4, problem: null });
    expect(await countPackedFrames(path, 2)).toEqual({ frames: 2, problem: null });
    for (const index of [0, 2, 1, 3]) expect(await depthsOf(path, index)).toEqual([frames[index]!]);
    const atOnce = await Promise.all([3, 0, 2, 1].map((index) => depthsOf(path, index)));
    expect(atOnce).toEqual([[2], [1.5], [3.5], [0.25]]);
    await expect(readPackedDepth(path, 4)).rejects.toThrow("ends before frame 4");
  });

  it("serves more walks at once than it remembers", async () => {
    const path = await file(
      deflateRawSync(Buffer.concat(Array.from({ length: 24 }, (_, i) => floats(i + 1)))),
    );
    for (let step = 0; step < 4; step++)
      for (let walk = 5; walk >= 0; walk--)
        expect(await depthsOf(path, 4 * walk + step)).toEqual([4 * walk + step + 1]);
  });

  it("that is cut off counts what is whole", async () => {
    const ends = deflateRawSync(Buffer.concat([floats(1), floats(2), floats(3).subarray(0, 1000)]));
    expect(await countPackedFrames(await file(ends), 100)).toEqual({
      frames: 2,
      problem: "it ends in the middle of frame 2",
    });
    const cut = await file(stream().subarray(0, stream().length - 4));
    const { frames: whole, problem } = await countPackedFrames(cut, 100);
    expect(whole).toBeGreaterThan(0);
    expect(problem).toContain("cannot be unpacked");
  });
});

describe("a file that is no depth.bin", () => {
  it.each([
    ["empty", Buffer.alloc(0)],
    ["text", Buffer.from("hello, this is no depth".repeat(100))],
    ["a length that promises 4 GB", Buffer.from([255, 255, 255, 255, 1, 2, 3])],
    ["millions of empty blocks", Buffer.alloc(1 << 22)],
  ])("(%s) is refused", async (_name, content) => {
    const path = await file(content);
    await expect(countPackedFrames(path, 100)).rejects.toThrow("neither a row of blocks");
    await expect(readPackedDepth(path, 0)).rejects.toThrow("neither a row of blocks");
  });
});

let files = 0;
async function file(content: Uint8Array): Promise<string> {
  const path = join(folder, `${files++}.bin`);
  await writeFile(path, content);
  return path;
}

async function depthsOf(path: string, index: number): Promise<number[]> {
  const { width, height, depthMeters } = await readPackedDepth(path, index);
  expect([width, height]).toEqual([256, 192]);
  return [...new Set(depthMeters)];
}

function framed(blocks: readonly Buffer[]): Buffer {
  return Buffer.concat(
    blocks.flatMap((block) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(block.length);
      return [length, block];
    }),
  );
}

function floats(meters: number): Buffer {
  return Buffer.from(new Float32Array(pixels).fill(meters).buffer);
}

function deflate(meters: number): Buffer {
  return deflateRawSync(floats(meters));
}

/** A constant frame: two bytes, one long match over them, and the literals that end a block. */
function lz4(millimeters: number): Buffer {
  const pair = [millimeters & 255, millimeters >> 8];
  const rest = 2 * pixels - 2 - 6 - 4 - 15;
  return Buffer.from([
    0x2f,
    ...pair,
    2,
    0,
    ...Array.from({ length: Math.floor(rest / 255) }, () => 255),
    rest % 255,
    0x60,
    ...pair,
    ...pair,
    ...pair,
  ]);
}
