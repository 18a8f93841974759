import { readdir, realpath, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { SceneId } from "#core/scene/scan-names.ts";
import type { Context } from "../context.ts";
import { AppError, messageOf } from "../errors.ts";
import { containedPath } from "./contained-path.ts";
import type { ImportProgress, SceneImport } from "./import-scene.ts";
import { importScene } from "./import-scene.ts";
import { readSplits } from "./read-splits.ts";

/** What an import of a folder did, scene by scene, and what in the folder was no scene. */
export type ImportResult = {
  root: string;
  scenes: SceneImport[];
  /** Folders and ids that were left out before a scene was looked at, with what to do. */
  refused: { file: string; reason: string }[];
};

export type ImportRequest = {
  /** The scan collection, its `data` folder, or one scan. */
  root: string;
  /** Only this scene of the collection. */
  sceneId?: string;
  onProgress?: (progress: ImportProgress) => void;
};

/**
 * Imports every scan of a folder in the ScanNet++ layout, or one of them. Something wrong with one scan
 * does not stop the others. Reads only below `root`; the photos stay where they are.
 */
export async function importRoot(ctx: Context, request: ImportRequest): Promise<ImportResult> {
  const root = await realpath(request.root).catch((error: unknown) => {
    throw new AppError("NOT_FOUND", `there is no folder ${request.root}`, { cause: error });
  });
  if (!(await stat(root)).isDirectory())
    throw new AppError("INVALID", `${request.root} is a file: name the folder of the scans`);
  const result: ImportResult = { root, scenes: [], refused: [] };
  const wanted = request.sceneId;
  if (wanted !== undefined && !SceneId.safeParse(wanted).success) {
    result.refused.push({ file: wanted.slice(0, 200), reason: sceneIdRule });
    return result;
  }
  const found = await findScans(root, result);
  const chosen = found.filter(({ sceneId }) => wanted === undefined || sceneId === wanted);
  if (wanted !== undefined && chosen.length === 0)
    result.refused.push({ file: wanted, reason: `there is no such scene in ${root}` });
  const splits = await readSplits(root);
  result.refused.push(...splits.refused);
  for (const { sceneId, path } of chosen)
    result.scenes.push(
      await importScene(ctx, path, sceneId, splits.of(sceneId), request.onProgress),
    );
  return result;
}

const sceneIdRule =
  "this is no scene id: it needs 1 to 64 letters, digits, _ or -, and begins with a letter or digit. Rename the folder";

type FoundScan = { sceneId: string; path: string };

/** The scans of a folder: itself, those in its `data`, or those in it. */
async function findScans(root: string, result: ImportResult): Promise<FoundScan[]> {
  if (await isScan(root)) {
    const sceneId = basename(root);
    if (SceneId.safeParse(sceneId).success) return [{ sceneId, path: root }];
    result.refused.push({ file: sceneId, reason: sceneIdRule });
    return [];
  }
  for (const collection of ["data", "."]) {
    const found = await scansIn(root, collection, result);
    if (found.length > 0 || result.refused.length > 0) return found;
  }
  result.refused.push({
    file: root,
    reason:
      "there is no scan in this folder: name a folder in the ScanNet++ layout " +
      "(data/<scene id>/iphone and scans), its data folder, or one scan",
  });
  return [];
}

async function scansIn(root: string, shown: string, result: ImportResult): Promise<FoundScan[]> {
  const refuse = (name: string, reason: string) =>
    result.refused.push({ file: join(shown, name), reason });
  let collection: string | null = null;
  try {
    collection = await containedPath(root, root, shown);
  } catch (error) {
    refuse("", messageOf(error));
  }
  if (!collection || !(await stat(collection)).isDirectory()) return [];
  const names = (await readdir(collection)).toSorted();
  const found: FoundScan[] = [];
  for (const name of names) {
    try {
      const path = await containedPath(root, collection, name);
      if (!path || !(await isScan(path))) continue;
      if (SceneId.safeParse(name).success) found.push({ sceneId: name, path });
      else refuse(name, sceneIdRule);
    } catch (error) {
      refuse(name, messageOf(error));
    }
  }
  return found;
}

/** A folder is a scan when it has one of the parts that every scan has. */
async function isScan(path: string): Promise<boolean> {
  if (!(await stat(path)).isDirectory()) return false;
  const names = await readdir(path);
  return ["iphone", "scans", "dslr"].some((part) => names.includes(part));
}
