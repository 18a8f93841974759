import { lstat, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { ModelManifest } from "#core/detection/model-manifest.ts";
import { modelManifestText } from "#core/detection/model-manifest.ts";
import { AppError, messageOf } from "../errors.ts";
import { hashOf } from "../storage.ts";
import { filesFolder, modelFolder } from "./model-folder.ts";
import { readModelManifest } from "./read-model-manifest.ts";

/** A model of the registry. */
export type Model = {
  readonly manifest: ModelManifest;
  /** SHA-256 over the canonical manifest, and so over the hashes of all files. */
  readonly hash: string;
  /** Real path of the folder that the manifest's paths start from. */
  readonly folder: string;
  /** Whether the files lie in a folder of the user's, outside the registry. */
  readonly isLinked: boolean;
};

/** The model of this name, its manifest checked. Its files are not looked at: see `require-model.ts`. */
export async function getModel(name: string, home?: string): Promise<Model> {
  const place = modelFolder(name, home);
  const real = await realpath(place).catch((error: unknown) => {
    throw new AppError(
      "NOT_FOUND",
      `there is no model ${name}: "gsi model list" names those there are, "gsi model add" brings one in`,
      { cause: error },
    );
  });
  const manifest = await readModelManifest(real).catch((error: unknown) => {
    throw new AppError("INVALID", `model ${name}: ${messageOf(error)}`, { cause: error });
  });
  if (manifest.name !== name)
    throw new AppError(
      "INVALID",
      `model ${name}: its manifest is that of ${manifest.name}: remove it and add it again`,
    );
  const files = join(real, filesFolder);
  try {
    const isLinked = (await lstat(files)).isSymbolicLink();
    const folder = await realpath(files);
    return { manifest, hash: modelHash(manifest), folder, isLinked };
  } catch (error) {
    throw new AppError(
      "PRECONDITION",
      `model ${name}: the folder of its files is gone: put it back, or remove the model and add it again`,
      { cause: error },
    );
  }
}

/** What a run pins. */
export function modelHash(manifest: ModelManifest): string {
  return hashOf(modelManifestText(manifest));
}
