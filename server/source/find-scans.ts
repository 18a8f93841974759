import { realpath, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { AppError } from "../errors.ts";
import type { FoundScan, Place, Refused } from "./source.ts";
import { sources } from "./sources.ts";

/** The scans of some sources below some places. */
export type FoundScans = {
  /** By name of the source, then by scene. */
  readonly scans: ReadonlyMap<string, ReadonlyMap<string, FoundScan>>;
  /** What was left out, with what to do. */
  readonly refused: readonly Refused[];
};

/** The place that a path names: a folder, or a file in one. */
export async function placeOf(path: string): Promise<Place> {
  const root = await realpath(path).catch((error: unknown) => {
    throw new AppError("NOT_FOUND", `there is no folder ${path}`, { cause: error });
  });
  const isFolder = (await stat(root)).isDirectory();
  return isFolder ? { root, file: null } : { root: dirname(root), file: basename(root) };
}

/**
 * Asks the sources with these names for their scans below each of the paths. The first path that has a scene
 * is taken for it. Names that no source has find nothing.
 */
export async function findScans(
  paths: readonly string[],
  sourceNames: readonly string[],
): Promise<FoundScans> {
  const scans = new Map<string, Map<string, FoundScan>>();
  const refused: Refused[] = [];
  const places = await Promise.all(paths.map(placeOf));
  for (const source of sources.filter(({ name }) => sourceNames.includes(name))) {
    const own = new Map<string, FoundScan>();
    for (const place of places) {
      const found = await source.find(place);
      for (const scan of found.scans) if (!own.has(scan.sceneId)) own.set(scan.sceneId, scan);
      refused.push(...found.refused);
    }
    scans.set(source.name, own);
  }
  return { scans, refused };
}
