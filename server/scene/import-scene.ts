import { canonicalJson } from "#core/canonical-json.ts";
import { ImportReport } from "#core/scene/import-report.ts";
import type { Context } from "../context.ts";
import { blobSize, hashOf } from "../storage.ts";
import { readScan } from "./read-scan.ts";
import { storeScan } from "./store-scan.ts";
import { takeInventory } from "./take-inventory.ts";

/** How the import of one scan ended. A refused scan changes nothing that was stored before. */
export type SceneImport = {
  sceneId: string;
  outcome: "imported" | "updated" | "unchanged" | "refused";
  report: ImportReport;
};

/** What an import is doing, for a progress line. */
export type ImportProgress = { sceneId: string; step: string; done: number; total: number };

/**
 * Imports one scan folder as the scene `sceneId`; `splits` are the lists of its collection that name it. The same files again change nothing; changed files bring
 * the rows up to date.
 */
export async function importScene(
  ctx: Context,
  folder: string,
  sceneId: string,
  splits: readonly string[],
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<SceneImport> {
  const inventory = await takeInventory(folder, (done, total) =>
    onProgress({ sceneId, step: "look at images", done, total }),
  );
  const inputsHash =
    splits.length > 0
      ? hashOf(canonicalJson([inventory.inputsHash, splits]))
      : inventory.inputsHash;
  const stored = await ctx.db.scene.findUnique({ where: { id: sceneId } });
  if (stored?.inputsHash === inputsHash && stored.rootPath === folder) {
    const cloudIsThere = !stored.pointsHash || (await blobSize(stored.pointsHash)) !== null;
    if (cloudIsThere)
      return { sceneId, outcome: "unchanged", report: ImportReport.parse(stored.report) };
  }
  onProgress({ sceneId, step: "read poses, objects and mesh", done: 0, total: 1 });
  const { scan, report } = await readScan(folder, inventory);
  report.splits = [...splits];
  if (!scan) return { sceneId, outcome: "refused", report };
  onProgress({ sceneId, step: "store", done: 0, total: 1 });
  const outcome = await storeScan(ctx, { sceneId, rootPath: folder, inputsHash, scan });
  return { sceneId, outcome, report };
}
