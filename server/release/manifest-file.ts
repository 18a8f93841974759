import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { commonNames } from "#core/release/export-format.ts";
import { Manifest } from "#core/release/manifest.ts";
import { AppError, messageOf } from "../errors.ts";

/** The manifest file of a copy of a release. */
export type ManifestFileContent = {
  readonly bytes: Buffer;
  /** The manifest, or what is wrong with it. */
  readonly read: Manifest | string;
};

/** Reads the manifest of a copy of a release; a folder that has none is refused. */
export async function readManifestFile(root: string): Promise<ManifestFileContent> {
  try {
    const bytes = await readFile(join(root, commonNames.manifest));
    return { bytes, read: parseManifest(bytes) };
  } catch (error) {
    throw new AppError(
      "NOT_FOUND",
      `${root} has no ${commonNames.manifest} to read: give the folder that an export wrote; "gsi release lint" checks one without (${messageOf(error)})`,
    );
  }
}

/** The manifest of a copy of a release, as it states itself: nothing is held against the files. */
export async function readFolderManifest(folder: string): Promise<Manifest> {
  const root = resolve(folder);
  const { read } = await readManifestFile(root);
  if (typeof read !== "string") return read;
  throw new AppError("INVALID", `${join(root, commonNames.manifest)}: ${read}`);
}

function parseManifest(bytes: Buffer): Manifest | string {
  try {
    const parsed = Manifest.safeParse(JSON.parse(bytes.toString("utf8")));
    if (parsed.success) return parsed.data;
    return parsed.error.issues
      .map(({ path, message }) => `${path.join(".")}: ${message}`)
      .join("; ");
  } catch (error) {
    return `it is no JSON: ${messageOf(error)}`;
  }
}
