import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "../env.ts";

const ffmpeg = env().FFMPEG_PATH ?? "ffmpeg";

/** Whether this machine has an ffmpeg to test with. */
export const hasFfmpeg = spawnSync(ffmpeg, ["-version"]).status === 0;
if (!hasFfmpeg) console.warn("skipped: no ffmpeg here to make and read videos with");

/** The even grey of a frame of {@link writeVideo}: neighbours differ by five. */
export function greyOfFrame(index: number): number {
  return 20 + 5 * index;
}

/** Writes a small video (64x48, MPEG-4 with frames that depend on others) whose frames can be told apart by their grey. */
export function writeVideo(path: string, frames: number): void {
  write(path, frames, "20+5*N", ["-pix_fmt", "yuv420p", "-c:v", "mpeg4", "-q:v", "1", "-g", "12"]);
}

/** Writes a small lossless video of masks (64x48) that hide the upper half. */
export function writeMaskVideo(path: string, frames: number): void {
  write(path, frames, "if(lt(Y,24),0,255)", ["-pix_fmt", "gray", "-c:v", "ffv1"]);
}

function write(path: string, frames: number, grey: string, encoding: string[]): void {
  const source = `color=gray:size=64x48:rate=60,format=gray,geq=lum='${grey}'`;
  execFileSync(
    ffmpeg,
    ["-v", "error", "-f", "lavfi", "-i", source, "-frames:v", String(frames), ...encoding, path],
    { stdio: "inherit" },
  );
}

/** Runs a test with a video and removes it afterwards. */
export async function withVideo(
  { ending, frames }: { ending: string; frames: number },
  test: (path: string) => Promise<void>,
): Promise<void> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "gsi-video-")));
  try {
    const path = join(folder, `rgb.${ending}`);
    writeVideo(path, frames);
    await test(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
