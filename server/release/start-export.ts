import { RunParameters } from "#core/run/run-parameters.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { createTasks } from "../task/create-tasks.ts";
import { canLeaveOutPhotos } from "./formats/formats.ts";
import { getReleaseSummary } from "./get-release.ts";
import { ExportKey, holdStoredExport } from "./stored-export.ts";

/**
 * Has a worker make the zip of a release and keep it for downloads, and returns the id of the run: that of the run
 * which is at it already, if there is one. A zip that is there and right is not made again.
 */
export async function startExport(ctx: Context, raw: ExportKey): Promise<{ runId: string }> {
  const { name, format, media } = ExportKey.parse(raw);
  const { id: releaseId } = await getReleaseSummary(ctx, name);
  if (!media && !canLeaveOutPhotos(format))
    throw new AppError("INVALID", `${format} has no photos that could be left out`);
  return withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const key = { releaseId, format, media };
    await tx.storedExport.createMany({ data: [key], skipDuplicates: true });
    const { id } = await tx.storedExport.findUniqueOrThrow({
      where: { releaseId_format_media: key },
      select: { id: true },
    });
    // Of two who ask at once, the second finds the run of the first.
    const { isBeingMade, runId } = await holdStoredExport(inside, id);
    if (isBeingMade && runId !== null) return { runId };
    const run = await tx.run.create({
      data: {
        actorId: ctx.actor.id,
        until: "export-release",
        parameters: RunParameters.parse({}),
      },
    });
    await tx.storedExport.update({
      where: { id },
      data: { runId: run.id, filesDone: 0, filesTotal: null },
    });
    await createTasks(tx, run.id, "export-release", [{ subjectId: id, sceneId: null }]);
    await audit(inside, { action: "export.start", subjectId: id, after: { name, format, media } });
    return { runId: run.id };
  });
}
