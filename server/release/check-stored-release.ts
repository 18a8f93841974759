import * as z from "zod";
import type { Context } from "../context.ts";
import { messageOf } from "../errors.ts";
import { collect } from "./collect.ts";
import { contentWhileWritten } from "./formats/export-file.ts";
import { getReleaseSummary } from "./get-release.ts";
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
  const { summary: release } = await getReleaseSummary(ctx, name);
  const stated = await collect(release.entries("files"));
  const problems: string[] = [];
  const found = new Map<string, string>();
  for await (const file of datasetFiles(release, { media: true })) {
    try {
      const content = contentWhileWritten(file, [], ({ path, sha256 }) => found.set(path, sha256));
      for await (const _piece of content);
    } catch (error) {
      found.set(file.path, "");
      problems.push(messageOf(error));
    }
  }
  for (const { path, sha256 } of stated)
    if (found.get(path) !== "" && found.get(path) !== sha256)
      problems.push(`${path}: the manifest states another hash than its content has`);
  return { filesChecked: stated.length, problems };
}
