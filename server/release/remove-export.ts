import { rm } from "node:fs/promises";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { removeAbandoned } from "./staging.ts";
import { ExportKey, holdStoredExport } from "./stored-export.ts";

/** Removes the zip of a release that is kept for downloads; CONFLICT while it is being made. */
export async function removeExport(ctx: Context, raw: ExportKey): Promise<void> {
  const key = ExportKey.parse(raw);
  const { name, format, media } = key;
  await withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const row = await tx.storedExport.findFirst({
      where: { release: { name }, format, media },
      select: { id: true },
    });
    if (!row) throw new AppError("NOT_FOUND", `no ${format} of release ${name} is kept`);
    const { id } = row;
    // Whoever starts it at the same time waits, or is seen here.
    const { isBeingMade, path } = await holdStoredExport(inside, id);
    if (isBeingMade)
      throw new AppError("CONFLICT", "this export is being made: cancel that before you remove it");
    await tx.stageResult.deleteMany({ where: { stage: "export-release", subjectId: id } });
    await tx.storedExport.delete({ where: { id } });
    await audit(inside, { action: "export.remove", subjectId: id, before: key });
    await removeAbandoned(path);
    await rm(path, { force: true });
  });
}
