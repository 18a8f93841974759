import { open } from "node:fs/promises";
import { AppError } from "../errors.ts";
import { hashOf } from "../storage.ts";
import type { Ffmpeg } from "./find-ffmpeg.ts";
import { runFfmpeg } from "./run-ffmpeg.ts";

/** A video whose first frame can be decoded. */
export type VideoProbe = { width: number; height: number; frameCount: number };

const blocks = 64;
const blockBytes = 4096;
const probeMs = 5 * 60_000;

/**
 * Changes when the video does: its size and 64 blocks spread over it. Videos have a gigabyte, and this is
 * asked for before every photo.
 */
export async function videoFingerprint(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const looked = [Buffer.from(`${size};`)];
    for (let i = 0; i < blocks; i++) {
      const at = Math.floor((Math.max(0, size - blockBytes) * i) / (blocks - 1));
      const { buffer, bytesRead } = await file.read(Buffer.alloc(blockBytes), 0, blockBytes, at);
      looked.push(buffer.subarray(0, bytesRead));
    }
    return hashOf(Buffer.concat(looked));
  } finally {
    await file.close();
  }
}

/** Size and frame count of a video: its first frame is decoded, the others are counted without. */
export async function probeVideo(ffmpeg: Ffmpeg, path: string): Promise<VideoProbe> {
  const first = ["-map", "0:v:0", "-frames:v", "1", "-c:v", "ppm", "-f", "image2pipe", "pipe:1"];
  const head = (await collect(runFfmpeg(ffmpeg, path, first, probeMs))).toString("latin1", 0, 40);
  const [, width, height] = /^P6\s(\d+)\s(\d+)\s/.exec(head) ?? [];
  if (width === undefined || height === undefined)
    throw new AppError("INVALID", "the video has no frame that can be decoded: copy it again");
  const count = ["-map", "0:v:0", "-c", "copy", "-progress", "pipe:1", "-f", "null", "-"];
  const progress = (await collect(runFfmpeg(ffmpeg, path, count, probeMs))).toString("latin1");
  const frameCount = Number([...progress.matchAll(/^frame=\s*(\d+)/gm)].at(-1)?.[1]);
  if (!Number.isInteger(frameCount))
    throw new AppError("INVALID", "the frames of the video cannot be counted: copy it again");
  return { width: Number(width), height: Number(height), frameCount };
}

async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}
