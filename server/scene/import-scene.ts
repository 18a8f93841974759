import { ImportReport } from "#core/scene/import-report.ts";
import type { Context } from "../context.ts";
import { blobSize, hashOf } from "../storage.ts";
import type { CollectionLabels } from "./read-collection-labels.ts";
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
 * Imports one scan folder as the scene `sceneId`, its labels mapped as its collection says. The same files again change nothing; changed files bring
 * the rows up to date.
 */
export async function importScene(
  ctx: Context,
  folder: string,
  sceneId: string,
  labels: CollectionLabels,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<SceneImport> {
  const inventory = await takeInventory(folder, (done, total) =>
    onProgress({ sceneId, step: "look at images", done, total }),
  );
  const inputsHash = labels.hash
    ? hashOf(`${inventory.inputsHash} ${labels.hash}`)
    : inventory.inputsHash;
  const stored = await ctx.db.scene.findUnique({ where: { id: sceneId } });
  if (stored?.inputsHash === inputsHash && stored.rootPath === folder) {
    const cloudIsThere = !stored.pointsHash || (await blobSize(stored.pointsHash)) !== null;
    if (cloudIsThere)
      return { sceneId, outcome: "unchanged", report: ImportReport.parse(stored.report) };
  }
  onProgress({ sceneId, step: "read poses, objects and mesh", done: 0, total: 1 });
  const { scan, report } = await readScan(folder, inventory, labels.map);
  if (!scan) return { sceneId, outcome: "refused", report };
  onProgress({ sceneId, step: "store", done: 0, total: 1 });
  const outcome = await storeScan(ctx, { sceneId, rootPath: folder, inputsHash, scan });
  return { sceneId, outcome, report };
}
