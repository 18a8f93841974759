import sharp from "sharp";
import { readFramePrompts } from "#core/detection/prompts-file.ts";
import { AppError, messageOf } from "#server/errors.ts";
import { readPromptsFile } from "#server/run/read-prompts-file.ts";
import type { Detector2d } from "./detector-2d.ts";

/**
 * Places that were found beforehand, from a file in the format of docs/prompts.schema.json, as a 2D detector.
 * `name` is the file's, for messages.
 */
export function openPrecomputedPrompts(name: string, file: Uint8Array): Detector2d {
  const frames = readPromptsFile(name, file);
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
