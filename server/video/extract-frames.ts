import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { env } from "../env.ts";
import { AppError } from "../errors.ts";
import { fingerprintFile } from "../scene/fingerprint-file.ts";
import { getFfmpeg } from "./find-ffmpeg.ts";
import { runFfmpeg } from "./run-ffmpeg.ts";

/** What the frames of a video are: photos, or masks of them. */
export type VideoKind = "photo" | "mask";

/** How a kind of frame is written: as the dataset's own tools do. `end` closes each picture in the stream. */
const encodings = {
  photo: {
    ending: "jpg",
    options: ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "1"],
    end: Buffer.from([0xff, 0xd9]),
  },
  mask: {
    ending: "png",
    options: ["-c:v", "png", "-pix_fmt", "gray"],
    end: Buffer.from("IEND\xaeB`\x82", "latin1"),
  },
} as const;

const passMs = 30 * 60_000;
const pictureBytesMax = 256 * 1024 * 1024;

/**
 * Where frames of a video (index from 0) lie once they are taken out: below `GSI_HOME/video-frames`, under
 * the video's fingerprint. Those that are not there yet are decoded in one pass. Whatever lies there may be
 * deleted at any time: it is made again when asked for.
 */
export async function extractFrames(
  video: string,
  kind: VideoKind,
  indices: readonly number[],
): Promise<Map<number, string>> {
  const folder = join(env().GSI_HOME, "video-frames", await fingerprintFile(video));
  const pathOf = (index: number) => join(folder, `${index}.${encodings[kind].ending}`);
  const wanted = [...new Set(indices)].toSorted((a, b) => a - b);
  const missing = wanted.filter((index) => !existsSync(pathOf(index)));
  if (missing.length > 0) {
    await mkdir(folder, { recursive: true });
    let taken = 0;
    for await (const picture of decode(video, kind, missing)) {
      const index = missing[taken++];
      if (index === undefined) break;
      await writeWhole(pathOf(index), picture);
    }
    if (taken < missing.length)
      throw new AppError(
        "INVALID",
        `the video ends before frame ${missing[taken]}, or cannot be decoded up to there: copy it again`,
      );
  }
  return new Map(wanted.map((index) => [index, pathOf(index)]));
}

/** The frames with these indices, in rising order, as the bytes of one picture each. */
async function* decode(
  video: string,
  kind: VideoKind,
  indices: readonly number[],
): AsyncGenerator<Buffer> {
  const ffmpeg = await getFfmpeg("taking photos out of a video");
  const { options, end } = encodings[kind];
  const output = [
    "-map",
    "0:v:0",
    "-vf",
    `select=${selection(indices)}`,
    ...ffmpeg.onlyChosenFrames,
    "-frames:v",
    String(indices.length),
    ...options,
    "-f",
    "image2pipe",
    "pipe:1",
  ];
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of runFfmpeg(ffmpeg, video, output, passMs)) {
    let from = Math.max(0, pending.length - end.length + 1);
    pending = Buffer.concat([pending, chunk]);
    for (let at = pending.indexOf(end, from); at >= 0; at = pending.indexOf(end, from)) {
      yield pending.subarray(0, at + end.length);
      pending = pending.subarray(at + end.length);
      from = 0;
    }
    if (pending.length > pictureBytesMax)
      throw new AppError("INVALID", "a frame of the video is too large to be used");
  }
}

/** The select filter's expression for rising indices: neighbours as one range, which keeps it short. */
function selection(indices: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const index of indices) {
    const last = ranges.at(-1);
    if (last && index === last[1] + 1) last[1] = index;
    else ranges.push([index, index]);
  }
  // Commas would end the filter.
  return ranges.map(([from, to]) => `between(n\\,${from}\\,${to})`).join("+");
}

/** Written aside and renamed, so that nobody reads half a picture. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const temporary = join(dirname(path), `.${randomUUID()}`);
  try {
    await writeFile(temporary, bytes);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
