import { mkdtemp, readFile, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import { addModel } from "../model/add-model.ts";
import { writeContractModel } from "../model/contract-model/write-contract-model.ts";

/** The name that the contract model gives itself. */
export const name = "detany3d-contract";
/** Anew for each test: a folder with a home for models in it, and a contract model that is not in there yet. */
export let folder = "";
export let home = "";
export let source = "";

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "gsi-models-")));
  home = join(folder, "home");
  source = join(folder, "source");
  await writeContractModel(source);
});
afterEach(() => rm(folder, { recursive: true }));

export const add = (more: { name?: string; link?: boolean } = {}) =>
  addModel({ folder: source, home, ...more });

export const manifestPath = () => join(source, "manifest.json");
export type Fields = Record<string, unknown> & {
  files: { path: string; sha256: string; bytes: number }[];
};

export async function changeManifest(change: (manifest: Fields) => void): Promise<void> {
  const manifest = JSON.parse(await readFile(manifestPath(), "utf8")) as Fields;
  change(manifest);
  await writeFile(manifestPath(), JSON.stringify(manifest));
}

/** Nothing of a model that was refused stays. */
export async function expectRefused(reason: RegExp): Promise<void> {
  await expect(add()).rejects.toThrow(reason);
  expect(await readdir(join(home, "models")).catch(() => [])).toEqual([]);
}
