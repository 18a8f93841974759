import { stat } from "node:fs/promises";
import type { ModelFile } from "#core/detection/model-manifest.ts";
import { ModelManifest, modelManifestName } from "#core/detection/model-manifest.ts";
import { AppError, messageOf } from "../errors.ts";
import { containedPath } from "../scene/contained-path.ts";
import { readJsonFile } from "../scene/read-json-file.ts";

const maxBytes = 1_000_000;
const problemsShown = 5;

/**
 * The manifest of the model in a folder (a real path). What is wrong with it is said field by field. When it
 * lists no files, `listFiles` is asked for them.
 */
export async function readModelManifest(
  folder: string,
  listFiles?: () => Promise<ModelFile[]>,
): Promise<ModelManifest> {
  const value = await readObject(folder);
  const isListed = "files" in value || listFiles === undefined;
  const parsed = ModelManifest.safeParse(isListed ? value : { ...value, files: await listFiles() });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, problemsShown)
    .map(({ path, message }) => `${path.join(".") || "the whole"}: ${message}`);
  throw refused(`${problems.join("; ")}. docs/models.md says what it holds`);
}

async function readObject(folder: string): Promise<object> {
  const path = await containedPath(folder, folder, modelManifestName);
  if (path === null)
    throw new AppError("NOT_FOUND", `${folder} has no ${modelManifestName}: it is no model folder`);
  const found = await stat(path);
  if (!found.isFile()) throw refused("it is not a file");
  if (found.size > maxBytes) throw refused(`it has ${found.size} bytes, and at most ${maxBytes}`);
  const value = await readJsonFile(path).catch((error: unknown) => {
    throw refused(messageOf(error), { cause: error });
  });
  if (typeof value === "object" && value !== null) return value;
  throw refused("it is not an object");
}

function refused(reason: string, options?: ErrorOptions): AppError {
  return new AppError("INVALID", `${modelManifestName}: ${reason}`, options);
}
