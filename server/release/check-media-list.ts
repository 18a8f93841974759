import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { commonNames } from "#core/release/export-format.ts";
import type { LeftOutPhoto } from "#core/release/media-list.ts";
import { mediaList, mediaListText } from "#core/release/media-list.ts";
import { collect } from "./collect.ts";
import type { OpenManifest } from "./open-manifest.ts";
import { photosInContext } from "./release-index.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/**
 * The photos that a copy may lack, by path: those of its `media.json`, none where it has no such file. The
 * list must be the one that follows from the manifest.
 */
export async function checkMediaList(
  root: string,
  manifest: OpenManifest,
  pathOf: (imageId: string) => string,
): Promise<{ leftOut: ReadonlyMap<string, LeftOutPhoto>; problems: VerifyProblem[] }> {
  const file = commonNames.media;
  const text = await readFile(join(root, file), "utf8").catch(() => null);
  if (text === null) return { leftOut: new Map(), problems: [] };
  const expected = mediaList(await collect(photosInContext(manifest)), pathOf);
  const message = `${file} is not the list of the manifest's photos`;
  return {
    leftOut: new Map(expected.photos.map((photo) => [photo.path, photo])),
    problems:
      text === mediaListText(expected) ? [] : [{ kind: "changed", file, field: null, message }],
  };
}
