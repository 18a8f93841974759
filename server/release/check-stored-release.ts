import * as z from "zod";
import type { Context } from "../context.ts";
import { messageOf } from "../errors.ts";
import { getRelease } from "./get-release.ts";
import { datasetFiles } from "./release-files.ts";

export const CheckStoredReleaseInput = z.object({ name: z.string() });

/** What a look at the stored files of a release found. */
export type StoredReleaseCheck = {
  readonly filesChecked: number;
  /** One sentence per file that is missing or not what the manifest says. */
  readonly problems: readonly string[];
};

/** Reads every file of a release from storage and holds it against its hash. */
export async function checkStoredRelease(
  ctx: Context,
  { name }: z.infer<typeof CheckStoredReleaseInput>,
): Promise<StoredReleaseCheck> {
  const { manifest } = await getRelease(ctx, name);
  const files = datasetFiles(manifest);
  const problems: string[] = [];
  for (const file of files) {
    await file.read().catch((error: unknown) => problems.push(messageOf(error)));
  }
  return { filesChecked: files.length, problems };
}
