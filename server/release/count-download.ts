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

/** Counts one that came to its end. What goes on with a part that nobody counted as started is no download. */
export async function countFinished(ctx: Context, key: DownloadKey): Promise<void> {
  const { started } = ctx.db.releaseDownload.fields;
  await ctx.db.releaseDownload.updateMany({
    where: { ...key, finished: { lt: started } },
    data: { finished: { increment: 1 } },
  });
}

/** The same bytes; counted as finished when the last was taken. */
export async function* countedAtEnd(
  ctx: Context,
  key: DownloadKey,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* bytes;
  await countFinished(ctx, key);
}
