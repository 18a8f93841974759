import * as z from "zod";
import type { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import { isModelPrompts } from "#core/detection/reconstruct-options.ts";
import { AppError } from "../errors.ts";
import { pinModel } from "../model/pin-model.ts";

/** Names of models of the registry; a run is pinned to what they are when it starts. */
export const ModelNames = z
  .object({ detector: z.string().optional(), prompts: z.string().optional() })
  .prefault({});
export type ModelNames = z.infer<typeof ModelNames>;

/** The options with the named models pinned. Refused where a model is missing that the options need. */
export async function withPinnedModels(
  options: ReconstructOptions,
  names: ModelNames,
): Promise<ReconstructOptions> {
  const pinned = { ...options };
  if (names.detector !== undefined) pinned.model = await pinModel(names.detector, ["detany3d/1"]);
  if (names.prompts !== undefined)
    pinned.promptModel = await pinModel(names.prompts, [`${pinned.prompts}/1`]);
  const { backend, prompts, model, promptModel } = pinned;
  if (backend === "detany3d" && !model)
    throw new AppError(
      "INVALID",
      'the backend detany3d needs a model: name one ("gsi model list" shows those there are)',
    );
  if (backend !== "annotation" && isModelPrompts(prompts) && !promptModel)
    throw new AppError("INVALID", `prompts by ${prompts} need a model of that kind: name one`);
  return pinned;
}
