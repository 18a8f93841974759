import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Model } from "./get-model.ts";
import { addModel } from "./add-model.ts";
import type { ContractModelOptions } from "./contract-model/write-contract-model.ts";
import { writeContractModel } from "./contract-model/write-contract-model.ts";

/** Brings a contract model into the registry: the whole pipeline can be tried out with it, without weights. */
export async function addContractModel(
  options: ContractModelOptions & { readonly home?: string } = {},
): Promise<Model> {
  const folder = await mkdtemp(join(tmpdir(), "gsi-model-"));
  try {
    await writeContractModel(folder, options);
    const { model } = await addModel({ folder, home: options.home });
    return model;
  } finally {
    await rm(folder, { recursive: true });
  }
}
