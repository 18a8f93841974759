import { afterAll, beforeAll } from "vitest";
import type { ModelPin } from "#core/detection/reconstruct-options.ts";
import { addContractModel } from "#server/model/add-contract-model.ts";
import { removeModel } from "#server/model/remove-model.ts";
import { closeDetectors } from "../detection/detectors.ts";

/** Has a contract model in the registry while the tests of a file run. Hash and folder are known once they do. */
export function contractModel(name: string): ModelPin & { readonly folder: string } {
  const model = { name, hash: "", folder: "" };
  beforeAll(async () => {
    const { hash, folder } = await addContractModel({ name });
    Object.assign(model, { hash, folder });
  });
  afterAll(async () => {
    await closeDetectors();
    await removeModel(name);
  });
  return model;
}
