import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { datasetFolder, parseDatasetName } from "#core/release/dataset-names.ts";
import type { ImportedImage, ImportedSample } from "#core/release/imported-dataset.ts";
import { ImportedDataset, importedText } from "#core/release/imported-dataset.ts";
import type { ManifestFile } from "#core/release/manifest.ts";
import { readImportedEdit } from "#core/release/read-imported-edit.ts";
import { ReleaseName } from "#core/release/release-name.ts";
import type { Violation } from "#core/release/violation.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError, messageOf } from "../errors.ts";
import { putBlob } from "../storage.ts";
import { version } from "../version.ts";
import { drawImportedPictures } from "./draw-imported-pictures.ts";
import { requireFreeName } from "./freeze-release.ts";
import { lintDataset } from "./lint-dataset.ts";
import { readImageHeader } from "./read-image-header.ts";
import { bySample, byText } from "./release-order.ts";

export type ImportDatasetInput = {
  /** `fine_dataset`, or the folder in which it lies. */
  readonly dir: string;
  readonly name: string;
  readonly onProgress?: (progress: { done: number; total: number }) => void;
  readonly signal?: AbortSignal;
};

/** What came in and what did not. */
export type ImportedCounts = {
  readonly name: string;
  readonly manifestHash: string;
  readonly samples: number;
  readonly images: number;
  readonly unreadable: ImportedDataset["unreadable"];
  readonly errors: number;
  readonly warnings: number;
};

/** Boxes with one of these faults cannot be drawn. */
const undrawable: readonly string[] = [
  "box-size",
  "rotation-proper",
  "camera-form",
  "box-in-picture",
];

/**
 * Brings in a data set in the published layout that was made elsewhere, as a read-only release. It is to be
 * seen as it is, so a file that breaks a rule, or is no sample at all, does not keep the rest out: it is
 * named, and every photo and edit is kept byte for byte. Refused is a folder without a single readable sample.
 */
export async function importDataset(
  ctx: Context,
  { dir, name: asked, onProgress, signal }: ImportDatasetInput,
): Promise<ImportedCounts> {
  const parsed = ReleaseName.safeParse(asked);
  if (parsed.error) throw new AppError("INVALID", parsed.error.issues[0]?.message ?? asked);
  const name = parsed.data;
  await requireFreeName(ctx, name);
  const { folder, files, errors, warnings } = await lintDataset(dir);
  const violations = [...errors, ...warnings];
  const reader = new DatasetReader(folder, violations);
  // Photos before the edits that show them.
  const inOrder = files.toSorted(
    byText((file) => (file.endsWith(".json") ? `1${file}` : `0${file}`)),
  );
  for (const [index, file] of inOrder.entries()) {
    signal?.throwIfAborted();
    await reader.read(file);
    onProgress?.({ done: index + 1, total: inOrder.length });
  }
  const { images, samples, unreadable } = reader;
  const [first] = unreadable;
  if (samples.length === 0)
    throw new AppError(
      "INVALID",
      `${folder} holds no edit that can be read${first ? `; the first, ${first.file}: ${first.reason}` : ""}`,
    );
  const dataset = ImportedDataset.parse({
    format: "gsi-studio-imported",
    formatVersion: 1,
    name,
    studioVersion: version,
    images: [...images.values()].toSorted(byText(({ imageId }) => imageId)),
    samples: samples.toSorted(bySample),
    unreadable: unreadable.toSorted(byText(({ file }) => file)),
    violations,
    files: reader.files.toSorted(byText(({ path }) => path)),
  } satisfies ImportedDataset);
  const manifestHash = await putBlob(Buffer.from(importedText(dataset)));
  await createImported(ctx, { name, manifestHash, sampleCount: samples.length });
  return {
    name,
    manifestHash,
    samples: samples.length,
    images: images.size,
    unreadable: dataset.unreadable,
    errors: errors.length,
    warnings: warnings.length,
  };
}

/** Takes files of a data set in, one by one. */
class DatasetReader {
  readonly images = new Map<string, ImportedImage>();
  readonly samples: ImportedSample[] = [];
  readonly unreadable: { file: string; reason: string }[] = [];
  readonly files: ManifestFile[] = [];
  readonly #folder: string;
  readonly #undrawable: ReadonlySet<string>;

  constructor(folder: string, violations: readonly Violation[]) {
    this.#folder = folder;
    this.#undrawable = new Set(
      violations.filter(({ rule }) => undrawable.includes(rule)).map(({ file }) => file),
    );
  }

  async read(file: string): Promise<void> {
    const bytes = await readFile(join(this.#folder, file));
    const sha256 = await putBlob(bytes);
    this.files.push({ path: `${datasetFolder}/${file}`, sha256, size: bytes.byteLength });
    const name = parseDatasetName(file);
    const reason =
      name?.kind === "edit"
        ? await this.#readEdit(file, name, bytes)
        : await this.#readPhoto(file, name?.imageId ?? "", sha256);
    if (reason !== null) this.unreadable.push({ file, reason });
  }

  async #readPhoto(file: string, imageId: string, sha256: string): Promise<string | null> {
    const header = await readImageHeader(join(this.#folder, file));
    if (!header) return "it is no picture";
    if (this.images.has(imageId)) return "another picture has the same name before its ending";
    this.images.set(imageId, { imageId, sha256, width: header.width, height: header.height });
    return null;
  }

  async #readEdit(
    file: string,
    { imageId, queryId }: { imageId: string; queryId: string },
    bytes: Buffer,
  ): Promise<string | null> {
    const image = this.images.get(imageId);
    if (!image) return `there is no photo ${imageId}.jpg beside it`;
    const json = parseJson(bytes);
    if ("problem" in json) return json.problem;
    const read = readImportedEdit(json.value);
    if ("problem" in read) return read.problem;
    const { edit, kind, operation } = read;
    const pictures = this.#undrawable.has(file)
      ? undefined
      : await drawImportedPictures(image, edit);
    this.samples.push({
      sampleId: `${imageId}_${queryId}`,
      imageId,
      queryId,
      label: edit.target,
      kind,
      operation,
      pictures,
      edit,
    });
    return null;
  }
}

function parseJson(bytes: Buffer): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(bytes.toString("utf8")) as unknown };
  } catch (error) {
    return { problem: `it is no JSON: ${messageOf(error)}` };
  }
}

async function createImported(
  ctx: Context,
  row: { name: string; manifestHash: string; sampleCount: number },
): Promise<void> {
  await withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    await requireFreeName(inside, row.name);
    const { id } = await tx.release.create({
      data: { ...row, source: "imported", actorId: ctx.actor.id },
    });
    await audit(inside, { action: "release.import", subjectId: id, after: row });
  }).catch((error: unknown) => {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new AppError("CONFLICT", `there is a release ${row.name} already: choose another name`);
    throw error;
  });
}
