import { spawn } from "node:child_process";
import { extname } from "node:path";
import { AppError } from "../errors.ts";
import type { Ffmpeg } from "./find-ffmpeg.ts";

const complaintMax = 500;

/**
 * What ffmpeg writes to its standard output while it reads a video. Killed after `limitMs`, when the caller
 * stops listening, and when this process ends; a process that is killed takes the pipe with it, on which
 * ffmpeg ends too. The container's format is stated, not guessed, and no protocol but files is allowed: a
 * playlist that is called .mkv would name other files.
 */
export async function* runFfmpeg(
  { command }: Ffmpeg,
  video: string,
  output: readonly string[],
  limitMs: number,
): AsyncGenerator<Buffer> {
  const format = extname(video).toLowerCase() === ".mp4" ? "mp4" : "matroska";
  const input = ["-protocol_whitelist", "file,pipe", "-f", format, "-i", `file:${video}`];
  const child = spawn(command, ["-hide_banner", "-nostdin", "-v", "error", ...input, ...output], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: limitMs,
    killSignal: "SIGKILL",
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (complaint.length < complaintMax) complaint += chunk.toString();
  });
  const ended = new Promise<string | null>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) =>
      resolve(code === 0 ? null : signal ? `it was stopped (${signal})` : `exit code ${code}`),
    );
  });
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    const failure = await ended;
    if (failure !== null) {
      const said = complaint.replaceAll(video, "").trim().slice(0, complaintMax);
      throw new AppError("INVALID", `ffmpeg cannot read the video (${said || failure})`);
    }
  } finally {
    kill();
    process.off("exit", kill);
  }
}
