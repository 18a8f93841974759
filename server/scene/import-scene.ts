import { emptyImportReport, ImportReport, refuse } from "#core/scene/import-report.ts";
import type { Context } from "../context.ts";
import type { FoundScan } from "../source/source.ts";
import { blobSize } from "../storage.ts";
import { storeScan } from "./store-scan.ts";

/** How the import of one scan ended. A refused scan changes nothing that was stored before. */
export type SceneImport = {
  sceneId: string;
  outcome: "imported" | "updated" | "unchanged" | "refused";
  report: ImportReport;
};

/** What an import is doing, for a progress line. */
export type ImportProgress = { sceneId: string; step: string; done: number; total: number };

/**
 * Imports one scan that `source` found. The same files again change nothing; changed files bring the rows up
 * to date. A scene that another source brought in is not replaced.
 */
export async function importScene(
  ctx: Context,
  source: string,
  found: FoundScan,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<SceneImport> {
  const { sceneId, rootPath } = found;
  const stored = await ctx.db.scene.findUnique({ where: { id: sceneId } });
  if (stored && stored.source !== source) {
    const report = emptyImportReport();
    refuse(
      report,
      sceneId,
      `there is a scene of this name already, from ${stored.rootPath} (${stored.source}): rename this one`,
    );
    return { sceneId, outcome: "refused", report };
  }
  const { inputsHash, read } = await found.look((done, total) =>
    onProgress({ sceneId, step: "look at images", done, total }),
  );
  if (stored?.inputsHash === inputsHash && stored.rootPath === rootPath) {
    const cloudIsThere = !stored.pointsHash || (await blobSize(stored.pointsHash)) !== null;
    if (cloudIsThere)
      return { sceneId, outcome: "unchanged", report: ImportReport.parse(stored.report) };
  }
  onProgress({ sceneId, step: "read poses, objects and mesh", done: 0, total: 1 });
  const { scan, report } = await read();
  if (!scan) return { sceneId, outcome: "refused", report };
  onProgress({ sceneId, step: "store", done: 0, total: 1 });
  const outcome = await storeScan(ctx, { sceneId, source, rootPath, inputsHash, scan });
  return { sceneId, outcome, report };
}
