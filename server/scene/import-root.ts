import { join } from "node:path";
import { SceneId } from "#core/scene/scan-names.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { placeOf } from "../source/find-scans.ts";
import type { FoundScan, Place, Refused, Source } from "../source/source.ts";
import { sources } from "../source/sources.ts";
import type { ImportProgress, SceneImport } from "./import-scene.ts";
import { importScene } from "./import-scene.ts";

/** What an import of a folder did, scene by scene, and what in the folder was no scene. */
export type ImportResult = {
  root: string;
  /** The name of the source whose layout the folder has; null when it has none that is known. */
  source: string | null;
  scenes: SceneImport[];
  /** Folders and ids that were left out before a scene was looked at, with what to do. */
  refused: Refused[];
};

export type ImportRequest = {
  /** The scan collection, its `data` folder, one scan, or a file or folder that another source knows. */
  root: string;
  /** Only this scene of the collection. */
  sceneId?: string;
  /** Take the folder for one of this source, by its name. */
  source?: string;
  onProgress?: (progress: ImportProgress) => void;
};

/**
 * Imports every scan below a folder, or one of them. The sources are asked in their order, and the first
 * that finds a scan has the folder. Something wrong with one scan does not stop the others. Reads only below
 * `root`; the photos stay where they are.
 */
export async function importRoot(ctx: Context, request: ImportRequest): Promise<ImportResult> {
  const asked = askedSources(request.source);
  const place = await placeOf(request.root);
  const isFolder = place.file === null;
  const root = isFolder ? place.root : join(place.root, place.file);
  const result: ImportResult = { root, source: null, scenes: [], refused: [] };
  const wanted = request.sceneId;
  if (wanted !== undefined && !SceneId.safeParse(wanted).success) {
    result.refused.push({
      file: wanted.slice(0, 200),
      reason:
        "this is no scene id: it needs 1 to 64 letters, digits, _ or -, and begins with a letter or digit",
    });
    return result;
  }
  const { source, scans, refused } = await recognise(asked, place);
  result.refused.push(...refused);
  if (!source) {
    const layouts = asked.map(({ layout }) => layout).join("; or ");
    if (refused.length === 0 && !isFolder)
      throw new AppError(
        "INVALID",
        `${request.root} is a file, and none that can be imported: name ${layouts}`,
      );
    if (refused.length === 0)
      result.refused.push({
        file: root,
        reason: `there is no scan in this folder: name ${layouts}`,
      });
    return result;
  }
  result.source = source.name;
  const chosen = scans.filter(({ sceneId }) => wanted === undefined || sceneId === wanted);
  if (wanted !== undefined && chosen.length === 0)
    result.refused.push({ file: wanted, reason: `there is no such scene in ${root}` });
  for (const scan of chosen)
    result.scenes.push(await importScene(ctx, source.name, scan, request.onProgress));
  return result;
}

function askedSources(name: string | undefined): readonly Source[] {
  const asked = sources.filter((source) => name === undefined || source.name === name);
  if (asked.length > 0) return asked;
  const names = sources.map((source) => source.name).join(", ");
  throw new AppError("INVALID", `there is no source "${name}": there are ${names}`);
}

/** The first source that finds scans; when none does, everything that they refused. */
async function recognise(
  asked: readonly Source[],
  place: Place,
): Promise<{ source: Source | null; scans: FoundScan[]; refused: Refused[] }> {
  const refused: Refused[] = [];
  for (const source of asked) {
    const found = await source.find(place);
    if (found.scans.length > 0) return { source, ...found };
    refused.push(...found.refused);
  }
  return { source: null, scans: [], refused };
}
