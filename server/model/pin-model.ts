import type { ModelPin } from "#core/detection/reconstruct-options.ts";
import { AppError } from "../errors.ts";
import { getModel } from "./get-model.ts";

/** What the model of this name is now, for a run to keep to. It must follow one of the given contracts. */
export async function pinModel(name: string, contracts: readonly string[]): Promise<ModelPin> {
  const { manifest, hash } = await getModel(name);
  if (!contracts.includes(manifest.contract))
    throw new AppError(
      "INVALID",
      `model ${name} follows the contract ${manifest.contract}, not ${contracts.join(" or ")}`,
    );
  return { name, hash };
}
