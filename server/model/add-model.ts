import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import {
  copyFile,
  lstat,
  mkdir,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { ModelFile } from "#core/detection/model-manifest.ts";
import {
  maxModelFiles,
  modelManifestName,
  modelManifestText,
} from "#core/detection/model-manifest.ts";
import { AppError } from "../errors.ts";
import { hashFile } from "../storage.ts";
import type { Model } from "./get-model.ts";
import { getModel } from "./get-model.ts";
import { filesFolder, modelFolder, modelsFolder } from "./model-folder.ts";
import { readModelManifest } from "./read-model-manifest.ts";
import { realFile, verifyModelFile } from "./verify-model-file.ts";

export type ModelToAdd = {
  /** Folder with a manifest and the files that it names. Only read. */
  readonly folder: string;
  /** Name in the registry; that of the manifest by default. */
  readonly name?: string;
  /** Leave the files where they are, and only point to them. */
  readonly link?: boolean;
  readonly home?: string;
};

/** The model that was added, and whether its manifest had no list of files, so that sizes and hashes were taken here. */
export type AddedModel = { readonly model: Model; readonly isCompleted: boolean };

/**
 * Brings a model folder into the registry, every file checked against the manifest. It appears under its name
 * when all is there, or not at all.
 */
export async function addModel({
  folder,
  name,
  link = false,
  home,
}: ModelToAdd): Promise<AddedModel> {
  const source = await realpath(folder).catch((error: unknown) => {
    throw new AppError("NOT_FOUND", `there is no folder ${folder}`, { cause: error });
  });
  let isCompleted = false;
  const read = await readModelManifest(source, () => {
    isCompleted = true;
    return listModelFiles(source);
  });
  const manifest = { ...read, name: name ?? read.name };
  const place = modelFolder(manifest.name, home);
  if (await lstat(place).catch(() => null)) throw taken(manifest.name);

  const staging = join(modelsFolder(home), `.adding-${randomUUID()}`);
  try {
    await mkdir(staging, { recursive: true });
    const files = join(staging, filesFolder);
    if (link) await symlink(source, files, "dir");
    else await copyFiles(source, files, manifest.files);
    const kept = await realpath(files);
    for (const file of manifest.files) await verifyModelFile(kept, file);
    await writeFile(join(staging, modelManifestName), modelManifestText(manifest));
    await rename(staging, place).catch((error: unknown) => {
      throw taken(manifest.name, { cause: error });
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return { model: await getModel(manifest.name, home), isCompleted };
}

async function copyFiles(
  source: string,
  target: string,
  files: readonly ModelFile[],
): Promise<void> {
  for (const { path } of files) {
    const from = await realFile(source, path);
    const to = join(target, path);
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  }
}

/** All files of a folder but the manifest and hidden ones. Links to folders are not followed. */
async function listModelFiles(folder: string): Promise<ModelFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep))
    .filter((parts) => !parts.some((part) => part.startsWith(".")))
    .map((parts) => parts.join("/"))
    .filter((path) => path !== modelManifestName)
    .toSorted();
  if (paths.length > maxModelFiles)
    throw new AppError(
      "INVALID",
      `${folder} has ${paths.length} files, and a model at most ${maxModelFiles}: is it the folder of one model?`,
    );
  const files: ModelFile[] = [];
  for (const path of paths) {
    const real = await realFile(folder, path);
    files.push({ path, sha256: await hashFile(real), bytes: (await stat(real)).size });
  }
  return files;
}

function taken(name: string, options?: ErrorOptions): AppError {
  return new AppError(
    "CONFLICT",
    `there is a model ${name} already: remove it first, or add this one with --name`,
    options,
  );
}
