import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { canonicalJson } from "#core/canonical-json.ts";
import { ModelManifest } from "#core/detection/model-manifest.ts";
import type { ModelPin } from "#core/detection/reconstruct-options.ts";
import { env } from "../env.ts";
import { AppError, messageOf } from "../errors.ts";
import { hashOf } from "../storage.ts";

const manifestBytesMax = 1 << 20;

/** A model of the registry. */
export type Model = {
  readonly folder: string;
  /** SHA-256 over the manifest, and through it over every file. */
  readonly hash: string;
  readonly manifest: ModelManifest;
};

/** Where the registry's models lie, a folder each. */
export function modelsFolder(): string {
  return join(env().GSI_HOME, "models");
}

/** Reads a model of the registry by name; of its files nothing but their being listed is looked at. */
export async function getModel(name: string): Promise<Model> {
  const folder = join(modelsFolder(), name);
  return { folder, ...(await readManifest(folder, name)) };
}

/** Reads and checks `manifest.json` of a model's folder. */
export async function readManifest(
  folder: string,
  name: string,
): Promise<{ manifest: ModelManifest; hash: string }> {
  const path = join(folder, "manifest.json");
  const size = await stat(path).then(
    (found) => found.size,
    () => null,
  );
  if (size === null)
    throw new AppError(
      "NOT_FOUND",
      `there is no model ${name}: "gsi model list" shows those there are, "gsi model add" takes one in`,
    );
  if (size > manifestBytesMax)
    throw new AppError(
      "INVALID",
      `manifest.json of model ${name} has ${size} bytes, over ${manifestBytesMax}`,
    );
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new AppError(
      "INVALID",
      `manifest.json of model ${name} is not JSON: ${messageOf(error)}`,
    );
  }
  const parsed = ModelManifest.safeParse(json);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path: field, message }) => `${field.join(".")}: ${message}`,
    );
    throw new AppError("INVALID", `manifest.json of model ${name}: ${faults.join("; ")}`);
  }
  const listed = new Set(parsed.data.files.map((file) => file.path));
  const named =
    parsed.data.contract === "detany3d/1"
      ? [...parsed.data.encoders.map(({ file }) => file), parsed.data.decoder]
      : [
          parsed.data.model,
          parsed.data.tokenizer,
          parsed.data.tokenizerConfig,
          parsed.data.preprocessor,
        ];
  const unlisted = named.find((file) => !listed.has(file));
  if (unlisted)
    throw new AppError(
      "INVALID",
      `manifest.json of model ${name}: files: does not list ${unlisted}, which the model needs`,
    );
  return { manifest: parsed.data, hash: hashOf(canonicalJson(parsed.data)) };
}

/**
 * The model that a run is pinned to, with every file as it was then.
 *
 * @throws AppError PRECONDITION when the registry has another one by that name, or a file is not what its manifest says
 */
export async function requireModel({ name, hash }: ModelPin): Promise<Model> {
  const model = await getModel(name);
  if (model.hash !== hash)
    throw new AppError(
      "PRECONDITION",
      `model ${name} is not the one that this run was started with: ${model.hash.slice(0, 12)} in place of ${hash.slice(0, 12)}. Start a new run, or put the earlier files back`,
    );
  await verifyFiles(model);
  return model;
}

const verified = new Map<string, string>();

/** Compares every file of a model with its manifest; a file that has not changed since is read once. */
export async function verifyFiles({ folder, manifest }: Model): Promise<void> {
  for (const { path, bytes, sha256 } of manifest.files) {
    const file = join(folder, path);
    const found = await stat(file).catch(() => null);
    if (!found?.isFile())
      throw new AppError("PRECONDITION", `model ${manifest.name}: ${path} is missing`);
    if (found.size !== bytes)
      throw new AppError(
        "PRECONDITION",
        `model ${manifest.name}: ${path} has ${found.size} bytes, not ${bytes} as its manifest says`,
      );
    const seen = `${found.size} ${found.mtimeMs} ${sha256}`;
    if (verified.get(file) === seen) continue;
    const digest = createHash("sha256");
    await pipeline(createReadStream(file), digest);
    const actual = digest.digest("hex");
    if (actual !== sha256)
      throw new AppError(
        "PRECONDITION",
        `model ${manifest.name}: ${path} is damaged or was changed: its SHA-256 is ${actual.slice(0, 12)}…, its manifest says ${sha256.slice(0, 12)}…. Add the model again`,
      );
    verified.set(file, seen);
  }
}
