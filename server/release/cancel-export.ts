import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { endRun } from "../run/cancel-run.ts";
import { removeAbandoned } from "./staging.ts";
import { ExportKey } from "./stored-export.ts";
import { exportPath } from "./export-path.ts";

/**
 * Stops the making of a release's zip. The worker that is at it notices within seconds and removes what it wrote;
 * what a killed one had written is removed here. A zip that was made before stays.
 */
export async function cancelExport(ctx: Context, raw: ExportKey): Promise<void> {
  const key = ExportKey.parse(raw);
  const { name, format, media } = key;
  await withTransaction(ctx.db, async (tx) => {
    const row = await tx.storedExport.findFirst({ where: { release: { name }, format, media } });
    if (row?.runId == null) throw new AppError("CONFLICT", "this export is not being made");
    await endRun(tx, row.runId);
    await audit({ ...ctx, db: tx }, { action: "export.cancel", subjectId: row.id, after: key });
  });
  await removeAbandoned(exportPath(key));
}
