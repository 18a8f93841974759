import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { env } from "../env.ts";
import { AppError } from "../errors.ts";

/** An ffmpeg that runs on this machine. */
export type Ffmpeg = {
  readonly command: string;
  /** The options by which it writes the chosen frames and nothing in between: they changed in 5.1. */
  readonly onlyChosenFrames: readonly string[];
};

/** What to do without ffmpeg, to follow a statement of what needs it. */
export const ffmpegAdvice =
  "install ffmpeg (apt install ffmpeg, brew install ffmpeg), or name its program in FFMPEG_PATH";

/** The ffmpeg of `FFMPEG_PATH`, else of `PATH`; null when neither runs. None comes with the studio: its usual builds are GPL. */
export async function findFfmpeg(): Promise<Ffmpeg | null> {
  for (const command of [env().FFMPEG_PATH, "ffmpeg"]) {
    if (command === undefined) continue;
    const asked = promisify(execFile)(command, ["-version"], { timeout: 20_000 });
    const version = await asked.then(
      ({ stdout }) => stdout,
      () => null,
    );
    if (version === null) continue;
    const [, major, minor] = /^ffmpeg version n?(\d+)\.(\d+)/.exec(version) ?? [];
    // Builds between releases have no such number: they are new.
    const isOld = Number(major) < 5 || (Number(major) === 5 && Number(minor) < 1);
    return { command, onlyChosenFrames: isOld ? ["-vsync", "vfr"] : ["-fps_mode", "vfr"] };
  }
  return null;
}

/** The ffmpeg of this machine, or a refusal that says what needs it and what to do. */
export async function getFfmpeg(purpose: string): Promise<Ffmpeg> {
  const ffmpeg = await findFfmpeg();
  if (ffmpeg) return ffmpeg;
  throw new AppError("PRECONDITION", `${purpose} needs ffmpeg: ${ffmpegAdvice}`);
}
