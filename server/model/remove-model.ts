import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../errors.ts";
import { modelFolder, modelsFolder } from "./model-folder.ts";

/** Takes a model out of the registry, whatever state it is in. The files of a linked one stay where they are. */
export async function removeModel(name: string, home?: string): Promise<void> {
  const gone = join(modelsFolder(home), `.removed-${randomUUID()}`);
  await rename(modelFolder(name, home), gone).catch((error: unknown) => {
    if (error instanceof AppError) throw error;
    throw new AppError(
      "NOT_FOUND",
      `there is no model ${name}: "gsi model list" names those there are`,
      { cause: error },
    );
  });
  await rm(gone, { recursive: true });
}
