import { exportFiles } from "#server/release/formats/formats.ts";
import type { ExportFiles } from "#server/release/formats/release-format.ts";
import { zipFolder } from "#server/release/export-path.ts";
import { keepExport } from "#server/release/keep-export.ts";
import { noteExportProgress } from "#server/release/note-export-progress.ts";
import { openStoredManifest } from "#server/release/open-stored-manifest.ts";
import { getStoredExport, isWhole } from "#server/release/stored-export.ts";
import { writeZip } from "#server/release/write-zip.ts";
import type { StageHandler } from "../stage-plan.ts";
import { RunCancelled } from "../stage-plan.ts";

/** How often progress is noted, and looked whether the run was cancelled. */
const noteEveryMilliseconds = 1000;

/** Writes the zip of a release in one layout and keeps it for downloads. Not part of the pipeline. */
export const exportRelease: StageHandler = {
  version: 1,
  async plan({ ctx, runId, subjectId: exportId, parameters: { seed } }) {
    const wanted = await getStoredExport(ctx, exportId);
    const { name, format, media, manifestHash, path } = wanted;
    return {
      provenance: { parameters: { format, media }, seed, inputs: [manifestHash] },
      isWhole: () => isWhole(wanted),
      async compute() {
        const files = await exportFiles(format, await openStoredManifest(manifestHash), { media });
        const total = await countFiles(files);
        let notedAt = -Infinity;
        const onProgress = async (done: number) => {
          if (Date.now() - notedAt < noteEveryMilliseconds) return;
          notedAt = Date.now();
          if (!(await noteExportProgress(ctx, { exportId, runId, done, total })))
            throw new RunCancelled();
        };
        await onProgress(0);
        const place = { target: path, key: manifestHash.slice(0, 16) };
        const zip = await writeZip(place, files, { folder: zipFolder(format, name), onProgress });
        return async (inside) => {
          if (!(await keepExport(inside, wanted, { runId, zip }))) throw new RunCancelled();
        };
      },
      next: async () => [],
    };
  },
};

/** The files of a zip: not the zips that a folder holds besides. */
async function countFiles(files: ExportFiles): Promise<number> {
  let count = 0;
  for await (const _file of files.list()) count++;
  return count;
}
