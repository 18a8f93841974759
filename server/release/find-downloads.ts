import * as z from "zod";
import { ExportFormat } from "#core/release/export-format.ts";
import type { Context } from "../context.ts";
import { countLiveWorkers } from "../worker/count-live-workers.ts";
import { decideMedia } from "./decide-media.ts";
import { getReleaseSummary } from "./get-release.ts";
import type { StoredExport } from "./stored-export.ts";
import { isThere, storedExportsOf } from "./stored-export.ts";

/** How a zip of a release stands. `none`: it is made while it is sent. */
export type DownloadState =
  | { readonly kind: "none" }
  /** `total`: null until a worker has begun. */
  | { readonly kind: "making"; readonly done: number; readonly total: number | null }
  | {
      readonly kind: "ready";
      readonly sizeBytes: number;
      readonly sha256: string;
      readonly at: Date;
    }
  | { readonly kind: "failed"; readonly reason: string };

/** A zip that a release can be downloaded as. */
export type OfferedDownload = {
  readonly format: ExportFormat;
  readonly media: boolean;
  /** Whether it is what a download gives that does not say whether photos go along. */
  readonly isUsual: boolean;
  readonly state: DownloadState;
};

export type OfferedDownloads = {
  readonly offered: readonly OfferedDownload[];
  /** Workers that make them. */
  readonly workersAlive: number;
};

export const FindDownloadsInput = z.object({ name: z.string() });
export type FindDownloadsInput = z.infer<typeof FindDownloadsInput>;

/** The zips that a release can be downloaded as: one in each layout, and one with photos where the usual one leaves them out. */
export async function findDownloads(
  ctx: Context,
  raw: FindDownloadsInput,
): Promise<OfferedDownloads> {
  const { name } = FindDownloadsInput.parse(raw);
  const { summary } = await getReleaseSummary(ctx, name);
  const stored = await storedExportsOf(ctx, name);
  const offered: OfferedDownload[] = [];
  for (const format of ExportFormat.options) {
    const usual = decideMedia(summary, format, "by-terms").media;
    for (const media of usual ? [true] : [false, true]) {
      const found = stored.find((one) => one.format === format && one.media === media);
      const state = found ? await stateOf(ctx, found) : ({ kind: "none" } as const);
      offered.push({ format, media, isUsual: media === usual, state });
    }
  }
  return { offered, workersAlive: await countLiveWorkers(ctx, "export-release") };
}

async function stateOf(ctx: Context, one: StoredExport): Promise<DownloadState> {
  const { made, filesDone, filesTotal } = one;
  if (one.isBeingMade) return { kind: "making", done: filesDone, total: filesTotal };
  if (made && (await isThere(one))) return { kind: "ready", ...made };
  const failed = await ctx.db.task.findFirst({
    where: { runId: one.runId ?? "", subjectId: one.id, state: "failed" },
  });
  if (!failed) return { kind: "none" };
  return { kind: "failed", reason: failed.reason ?? "no reason was recorded" };
}
