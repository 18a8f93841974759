import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { unknownPromptFrames } from "#core/detection/prompts-file.ts";
import type { Context } from "../context.ts";
import { AppError, messageOf } from "../errors.ts";
import { putBlob } from "../storage.ts";
import { readPromptsFile } from "./read-prompts-file.ts";

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
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new AppError("INVALID", `${name} cannot be read: ${messageOf(error)}`);
  });
  const listed = readPromptsFile(name, bytes);
  const frames = await ctx.db.frame.findMany({
    where: sceneIds ? { sceneId: { in: sceneIds } } : {},
    select: { key: true },
  });
  const warnings = unknownPromptFrames(
    listed,
    frames.map(({ key }) => key),
  );
  return { promptsFile: { name, hash: await putBlob(bytes) }, warnings };
}
