import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { listPromptFrames, unknownPromptFrames } from "#core/detection/prompts-file.ts";
import type { Context } from "../context.ts";
import { AppError, messageOf } from "../errors.ts";
import { putBlob } from "../storage.ts";

/**
 * Stores a file of prompts (docs/prompts.schema.json) for a run to keep to. Returns a sentence for each photo
 * of the file that none of the scenes has; prompts are looked into photo by photo.
 */
export async function storePromptsFile(
  ctx: Context,
  path: string,
  sceneIds: string[] | undefined,
): Promise<{ promptsFile: { name: string; hash: string }; warnings: readonly string[] }> {
  const name = basename(path);
  let bytes: Buffer;
  let json: unknown;
  try {
    bytes = await readFile(path);
    json = JSON.parse(bytes.toString("utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new AppError("INVALID", `${name} cannot be read as JSON: ${messageOf(error)}`);
  }
  const listed = listPromptFrames(json);
  if ("problem" in listed) throw new AppError("INVALID", `${name}: ${listed.problem}`);
  const frames = await ctx.db.frame.findMany({
    where: sceneIds ? { sceneId: { in: sceneIds } } : {},
    select: { key: true },
  });
  const warnings = unknownPromptFrames(
    listed.frames,
    frames.map(({ key }) => key),
  );
  return { promptsFile: { name, hash: await putBlob(bytes) }, warnings };
}
