import sharp from "sharp";
import { listPromptFrames, readFramePrompts } from "#core/detection/prompts-file.ts";
import { AppError, messageOf } from "#server/errors.ts";
import type { Detector2d } from "./detector-2d.ts";

/** Parsed, a file takes several times its size. */
const sizeMaxMebibytes = 64;

/**
 * Places that were found beforehand, from a file in the format of docs/prompts.schema.json, as a 2D detector.
 * `name` is the file's, for messages.
 */
export function openPrecomputedPrompts(name: string, file: Uint8Array): Detector2d {
  const { frames } = framesOf(name, file);
  return {
    async detect({ frameKey, photo, labels, signal }) {
      signal?.throwIfAborted();
      const { width, height } = await sharp(photo)
        .metadata()
        .catch((error: unknown) => {
          throw new AppError("INVALID", `the photo cannot be decoded: ${messageOf(error)}`);
        });
      const { prompts, problems } = readFramePrompts(frames, frameKey, labels, { width, height });
      return {
        prompts: prompts.toSorted((a, b) => b.score - a.score),
        problems: problems.map((problem) => `${name}: ${problem}`),
      };
    },
    close: () => Promise.resolve(),
  };
}

function framesOf(name: string, file: Uint8Array) {
  if (file.byteLength > sizeMaxMebibytes * 2 ** 20)
    throw new AppError(
      "INVALID",
      `${name} is larger than ${sizeMaxMebibytes} MiB: split it by scene`,
    );
  let json: unknown;
  try {
    json = JSON.parse(
      Buffer.from(file)
        .toString("utf8")
        .replace(/^\uFEFF/, ""),
    );
  } catch (error) {
    throw new AppError("INVALID", `${name} is not JSON: ${messageOf(error)}`);
  }
  const listed = listPromptFrames(json);
  if ("problem" in listed) throw new AppError("INVALID", `${name}: ${listed.problem}`);
  return listed;
}
