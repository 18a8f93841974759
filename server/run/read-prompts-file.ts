import type { ListedPrompts } from "#core/detection/prompts-file.ts";
import { listPromptFrames } from "#core/detection/prompts-file.ts";
import { AppError, messageOf } from "../errors.ts";

/** Parsed, a file takes several times its size. */
const sizeMaxMebibytes = 64;

/** The photos of a file in the format of docs/prompts.schema.json; their prompts are not looked into. `name` is the file's, for messages. */
export function readPromptsFile(name: string, file: Uint8Array): ListedPrompts {
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
  return listed.frames;
}
