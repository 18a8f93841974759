import type { Dirent } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { checkSharedCamera } from "#core/release/camera-rules.ts";
import { datasetFolder, parseDatasetName } from "#core/release/dataset-names.ts";
import { checkDatasetNames, checkFolderPath } from "#core/release/dataset-rules.ts";
import { checkEditFile } from "#core/release/edit-rules.ts";
import type { ImageHeader } from "#core/release/image-rules.ts";
import { checkImage } from "#core/release/image-rules.ts";
import type { Violation } from "#core/release/violation.ts";
import { violation } from "#core/release/violation.ts";
import { AppError, messageOf } from "../errors.ts";
import { readImageHeader } from "./read-image-header.ts";

/** What a look at a dataset folder found. */
export type LintReport = {
  readonly ok: boolean;
  /** The folder that was read. */
  readonly folder: string;
  /** Names of the pictures and edits in it. */
  readonly files: readonly string[];
  readonly pictures: number;
  readonly edits: number;
  /** By file, in the order of their names. */
  readonly errors: readonly Violation[];
  readonly warnings: readonly Violation[];
};

/** An edit file with its parsed content, undefined where it is no JSON. */
type Edit = { readonly file: string; readonly imageId: string; readonly json: unknown };

/**
 * Holds a folder in the published layout against its rules alone, for a dataset that has no manifest. `dir`
 * is `fine_dataset` itself or the folder in which it lies. What only a manifest knows is not checked: a
 * photo's camera is held against its size and the other edits of the photo, an operation is what the
 * instruction says.
 */
export async function lintDataset(dir: string): Promise<LintReport> {
  const { folder, entries } = await findDataset(resolve(dir));
  const names = entries.map(({ name }) => name).toSorted();
  const plain = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  const violations: Violation[] = [
    ...names.filter((name) => !plain.has(name)).map(notPlain),
    ...checkDatasetNames(names.filter((name) => plain.has(name))),
  ];
  const named = names.flatMap((file) => {
    const name = plain.has(file) ? parseDatasetName(file) : null;
    return name ? [{ file, ...name }] : [];
  });
  const headers = new Map<string, ImageHeader | null>();
  const pictures = named.filter(({ kind }) => kind === "source");
  for (const { file, imageId } of pictures) {
    const header = await readImageHeader(join(folder, file));
    headers.set(imageId, header);
    violations.push(...checkImage(file, header, null));
  }
  const edits: Edit[] = [];
  for (const { file, imageId } of named.filter(({ kind }) => kind === "edit")) {
    const { json, problem } = await readJson(folder, file);
    edits.push({ file, imageId, json });
    if (problem) violations.push(problem);
    else violations.push(...checkEdit({ file, imageId, json }, headers.get(imageId) ?? null));
  }
  for (const [, ofPhoto] of Map.groupBy(edits, ({ imageId }) => imageId))
    violations.push(...checkSharedCamera(ofPhoto));
  const sorted = [
    ...checkFolderPath(folder),
    ...violations.toSorted((a, b) => (a.file < b.file ? -1 : Number(a.file > b.file))),
  ];
  const errors = sorted.filter(({ severity }) => severity === "error");
  return {
    ok: errors.length === 0,
    folder,
    files: named.map(({ file }) => file),
    pictures: pictures.length,
    edits: edits.length,
    errors,
    warnings: sorted.filter(({ severity }) => severity === "warning"),
  };
}

function checkEdit({ file, json }: Edit, imageSize: ImageHeader | null): Violation[] {
  return checkEditFile({ file, json, imageSize, camera: null, intended: null });
}

async function findDataset(root: string): Promise<{ folder: string; entries: Dirent[] }> {
  const read = (folder: string) => readdir(folder, { withFileTypes: true });
  const inside = join(root, datasetFolder);
  try {
    const entries = await read(inside).catch(() => null);
    const found = entries
      ? { folder: inside, entries }
      : { folder: root, entries: await read(root) };
    if (found.entries.some(({ name }) => parseDatasetName(name)?.kind === "edit")) return found;
  } catch (error) {
    throw new AppError("NOT_FOUND", `${root} cannot be read: ${messageOf(error)}`);
  }
  throw new AppError(
    "INVALID",
    `${root} holds no <image>_edit_<number>.json and no ${datasetFolder} with some: give the folder of a dataset in the published layout`,
  );
}

async function readJson(
  folder: string,
  file: string,
): Promise<{ json?: unknown; problem?: Violation }> {
  try {
    return { json: JSON.parse(await readFile(join(folder, file), "utf8")) };
  } catch (error) {
    return { problem: violation("fields", file, null, `${file} is no JSON: ${messageOf(error)}`) };
  }
}

function notPlain(file: string): Violation {
  return violation(
    "folder-content",
    file,
    null,
    `${file} is no plain file: only pictures and edits may lie here`,
  );
}
