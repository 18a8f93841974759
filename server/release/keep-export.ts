import { rename, rm } from "node:fs/promises";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import type { StoredExport } from "./stored-export.ts";
import type { StagedZip } from "./write-zip.ts";

/**
 * Moves a zip that a run wrote to its place and notes what it is. False when the run was cancelled: then the zip is
 * removed, as it is when this fails.
 */
export async function keepExport(
  ctx: Context,
  { id, path }: StoredExport,
  { runId, zip }: { runId: string; zip: StagedZip },
): Promise<boolean> {
  const { sha256, sizeBytes } = zip;
  let isKept = false;
  try {
    await withTransaction(ctx.db, async (tx) => {
      // Whoever cancels writes the run's row: they come before this, or too late.
      const [run] = await tx.$queryRaw<{ state: string }[]>`
        SELECT "state" FROM "Run" WHERE "id" = ${runId} FOR UPDATE`;
      if (run?.state === "cancelled") return;
      await tx.storedExport.update({
        where: { id },
        data: { sha256, sizeBytes, madeAt: new Date() },
      });
      await rename(zip.path, path);
      isKept = true;
    });
    return isKept;
  } finally {
    if (!isKept) await rm(zip.path, { force: true });
  }
}
