import { stat } from "node:fs/promises";
import * as z from "zod";
import { ExportFormat } from "#core/release/export-format.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { digestFile } from "../storage.ts";
import { exportPath } from "./export-path.ts";

/** Which zip of which release. */
export const ExportKey = z.object({
  name: z.string(),
  format: ExportFormat,
  /** Whether the photos go along. */
  media: z.boolean(),
});
export type ExportKey = z.infer<typeof ExportKey>;

/** A zip of a release that is kept for downloads, or was asked for. */
export type StoredExport = ExportKey & {
  readonly id: string;
  readonly manifestHash: string;
  /** The run that makes it, or was the last to. */
  readonly runId: string | null;
  readonly isBeingMade: boolean;
  readonly filesDone: number;
  /** Null until the files were counted. */
  readonly filesTotal: number | null;
  readonly path: string;
  /** What was made; whether it is still there, {@link isThere} and {@link isWhole} say. */
  readonly made: MadeZip | null;
};

export type MadeZip = { readonly sizeBytes: number; readonly sha256: string; readonly at: Date };

const related = { release: true, run: true } as const satisfies Prisma.StoredExportInclude;

/** One by its id. */
export async function getStoredExport(ctx: Context, id: string): Promise<StoredExport> {
  const row = await ctx.db.storedExport.findUnique({ where: { id }, include: related });
  if (!row) throw new AppError("NOT_FOUND", `no export ${id}: it was removed`);
  return fromRow(row);
}

/** One by its id, which nobody else starts or removes until the caller's transaction ends. */
export async function holdStoredExport(ctx: Context, id: string): Promise<StoredExport> {
  await ctx.db.$executeRaw`SELECT 1 FROM "StoredExport" WHERE "id" = ${id} FOR UPDATE`;
  return getStoredExport(ctx, id);
}

/** All of a release that were ever asked for and not removed. */
export async function storedExportsOf(ctx: Context, name: string): Promise<StoredExport[]> {
  const rows = await ctx.db.storedExport.findMany({
    where: { release: { name } },
    include: related,
  });
  return rows.map(fromRow);
}

function fromRow(row: Prisma.StoredExportGetPayload<{ include: typeof related }>): StoredExport {
  const { id, runId, filesDone, filesTotal, sizeBytes, sha256, madeAt, media } = row;
  const format = ExportFormat.parse(row.format);
  const key = { name: row.release.name, format, media };
  return {
    ...key,
    id,
    manifestHash: row.release.manifestHash,
    runId,
    isBeingMade: row.run?.state === "running" || row.run?.state === "paused",
    filesDone,
    filesTotal,
    path: exportPath(key),
    made: sha256 && madeAt ? { sizeBytes: Number(sizeBytes), sha256, at: madeAt } : null,
  };
}

/** Whether the zip that was made lies in its place, by its size. */
export async function isThere({ made, path }: StoredExport): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return made !== null && found?.size === made.sizeBytes;
}

/** Whether the zip that was made lies in its place, by all its bytes. */
export async function isWhole(one: StoredExport): Promise<boolean> {
  return (await isThere(one)) && (await digestFile(one.path)).sha256 === one.made?.sha256;
}
