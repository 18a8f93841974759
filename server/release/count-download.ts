import type { ExportFormat } from "#core/release/export-format.ts";
import type { Context } from "../context.ts";

/** Of which release and in which layout something is exported or downloaded. */
export type DownloadKey = { readonly releaseId: string; readonly format: ExportFormat };

/** Counts an export or download that starts. Nothing is kept of who asked. */
export async function countStarted(ctx: Context, key: DownloadKey): Promise<void> {
  await ctx.db.releaseDownload.upsert({
    where: { releaseId_format: key },
    create: { ...key, started: 1 },
    update: { started: { increment: 1 } },
  });
}

/** Counts one that came to its end. */
export async function countFinished(ctx: Context, key: DownloadKey): Promise<void> {
  await ctx.db.releaseDownload.update({
    where: { releaseId_format: key },
    data: { finished: { increment: 1 } },
  });
}
