import { join } from "node:path";
import { ModelName } from "#core/detection/model-manifest.ts";
import { env } from "../env.ts";
import { AppError } from "../errors.ts";

/** Folder of the registry: a folder for each model, with its manifest and `files`, a folder or a link to one. */
export function modelsFolder(home = env().GSI_HOME): string {
  return join(home, "models");
}

/** Where the model of this name lies or would lie. Refuses what is no name, so no path can be smuggled in. */
export function modelFolder(name: string, home?: string): string {
  const parsed = ModelName.safeParse(name);
  if (parsed.success) return join(modelsFolder(home), name);
  const [issue] = parsed.error.issues;
  throw new AppError("INVALID", `${JSON.stringify(name.slice(0, 80))}: ${issue?.message}`);
}

/** What a model folder keeps its files in, beside the manifest. */
export const filesFolder = "files";
