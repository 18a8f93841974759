import { AppError } from "../errors.ts";
import type { Ffmpeg } from "./find-ffmpeg.ts";
import { runFfmpeg } from "./run-ffmpeg.ts";

/** A video whose first frame can be decoded. */
export type VideoProbe = { width: number; height: number; frameCount: number };

const probeMs = 5 * 60_000;

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
