import { AppError, messageOf } from "../errors.ts";
import type { Model } from "./get-model.ts";
import { getModel } from "./get-model.ts";
import { verifyModelFile } from "./verify-model-file.ts";

/**
 * The model of this name, provided that it is the pinned one and that every file still has the content listed.
 * Files are hashed when first asked for, and again when their size or time of change differs.
 */
export async function requireModel(
  name: string,
  pinnedHash: string,
  home?: string,
): Promise<Model> {
  const model = await getModel(name, home);
  if (model.hash !== pinnedHash)
    throw new AppError(
      "PRECONDITION",
      `model ${name} is not the one that was asked for: its hash is ${model.hash}, pinned is ${pinnedHash}. Add the pinned one again, or start a new run`,
    );
  for (const file of model.manifest.files) {
    await verifyModelFile(model.folder, file).catch((error: unknown) => {
      throw new AppError("PRECONDITION", `model ${name}: ${messageOf(error)}`, { cause: error });
    });
  }
  return model;
}
