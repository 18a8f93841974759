import { readdir } from "node:fs/promises";
import { messageOf } from "../errors.ts";
import type { Model } from "./get-model.ts";
import { getModel } from "./get-model.ts";
import { modelsFolder } from "./model-folder.ts";

export type FoundModels = {
  /** By name. */
  readonly models: Model[];
  /** What lies in the registry and cannot be used, with the reason. */
  readonly refused: { name: string; reason: string }[];
};

/** All models of the registry. Their files are not looked at. */
export async function findModels(home?: string): Promise<FoundModels> {
  const found: FoundModels = { models: [], refused: [] };
  const names = await readdir(modelsFolder(home)).catch(() => []);
  for (const name of names.filter((one) => !one.startsWith(".")).toSorted()) {
    try {
      found.models.push(await getModel(name, home));
    } catch (error) {
      found.refused.push({ name, reason: messageOf(error) });
    }
  }
  return found;
}
