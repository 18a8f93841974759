import { mkdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { ExportFormat } from "#core/release/export-format.ts";
import { commonNames } from "#core/release/export-format.ts";
import { MediaList } from "#core/release/media-list.ts";
import { AppError } from "../errors.ts";
import type { FetchOutcome, FetchProblem, FetchProgress } from "./fetch-left-out-photos.ts";
import { fetchLeftOutPhotos } from "./fetch-left-out-photos.ts";
import { exportFiles } from "./formats/formats.ts";
import { readManifestFile } from "./manifest-file.ts";
import type { OpenManifest } from "./open-manifest.ts";
import { stagingPath } from "./staging.ts";
import { checkFailure } from "./verify-problem.ts";
import { verifyRelease } from "./verify-release.ts";
import { requireReplaceable, writeExport } from "./write-export.ts";

export type HydrateReleaseInput = {
  /** An export without its photos. */
  readonly dir: string;
  /** Folders with scans, as an import takes them. */
  readonly scans: readonly string[];
  /** Where the whole export goes; in the place of `dir` when left out. */
  readonly outDir?: string;
  readonly onProgress?: (progress: FetchProgress) => void;
  readonly signal?: AbortSignal;
};

/** What was written where. */
export type HydratedExport = {
  readonly name: string;
  readonly format: ExportFormat;
  readonly outDir: string;
  readonly photos: number;
  readonly files: number;
  readonly sizeBytes: number;
  readonly manifestHash: string;
  /** Of the photos and edits: that of every whole export of the release. */
  readonly merkleRoot: string;
  readonly changedScans: FetchOutcome["changedScans"];
};

/** The whole export, or all that kept it from being written. */
export type HydrateOutcome =
  | ({ readonly ok: true } & HydratedExport)
  | { readonly ok: false; readonly problems: readonly FetchProblem[] };

/** The formats in which photos lie as files of their own. */
const formats: readonly ExportFormat[] = ["gsi-bench", "jsonl"];

/**
 * Makes the export with photos out of one without and the scans that its photos come from: the same bytes as
 * a studio writes that froze the release. It comes to its place only when it passes the check of a copy and
 * its Merkle root is that of the manifest; until then, or with any problem, nothing is changed.
 */
export async function hydrateRelease({
  dir,
  scans,
  outDir,
  onProgress,
  signal,
}: HydrateReleaseInput): Promise<HydrateOutcome> {
  const from = resolve(dir);
  const { manifest, format, photos } = await readExport(from);
  const { manifestHash, merkleRoot } = manifest;
  const target = resolve(outDir ?? dir);
  const place = { target, format, manifestHash };
  await requireReplaceable(place);
  const folder = stagingPath(target);
  await mkdir(folder, { recursive: true });
  try {
    const fetching = { photos, scans, folder, onProgress, signal };
    const { problems, changedScans } = await fetchLeftOutPhotos(fetching);
    if (problems.length > 0) return { ok: false, problems };
    const photoPlace = (sha256: string) => join(folder, sha256);
    const files = await exportFiles(format, manifest, { media: true, photoPlace });
    const written = await writeExport(place, files, {
      signatureFrom: from,
      check: (staging) => requireWhole(staging, merkleRoot),
      onProgress: (progress) => onProgress?.({ step: "write", ...progress }),
      signal,
    });
    return {
      ok: true,
      name: manifest.name,
      format,
      outDir: target,
      photos: photos.length,
      files: written.length,
      sizeBytes: written.reduce((sum, { size }) => sum + size, 0),
      manifestHash,
      merkleRoot,
      changedScans,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** An export without photos that is sound in all that it holds. */
type ExportWithoutPhotos = {
  readonly manifest: OpenManifest;
  readonly format: ExportFormat;
  readonly photos: MediaList["photos"];
};

async function readExport(root: string): Promise<ExportWithoutPhotos> {
  const { format, errors, merkleRoot, manifestHash } = await verifyRelease(root);
  const refuse = (what: string) => new AppError("PRECONDITION", `${root} ${what}`);
  const failure = checkFailure(errors);
  if (failure || merkleRoot === null) throw refuse(failure ?? "has no manifest that can be read");
  if (!formats.includes(format))
    throw refuse(`is in the format ${format}: photos are put back into ${formats.join(" and ")}`);
  const list = await readFile(join(root, commonNames.media), "utf8").catch(() => null);
  if (list === null) throw refuse(`has no ${commonNames.media}: no photo was left out of it`);
  const { read: manifest } = await readManifestFile(root);
  if (typeof manifest === "string" || manifest.manifestHash !== manifestHash)
    throw new AppError("CONFLICT", `${root}: the manifest was changed meanwhile: try again`);
  const { photos } = MediaList.parse(JSON.parse(list));
  return { manifest, format, photos };
}

/** What was written must be the whole release, read again from the disk. */
async function requireWhole(staging: string, merkleRoot: string): Promise<void> {
  const { errors, copyMerkleRoot, format } = await verifyRelease(staging);
  const found = format === "gsi-bench" ? copyMerkleRoot : merkleRoot;
  if (errors.length > 0 || found !== merkleRoot)
    throw new AppError(
      "INTERNAL",
      `what was written is not the release: ${errors[0]?.message ?? `its Merkle root is ${found}, the manifest's ${merkleRoot}`}`,
    );
}
