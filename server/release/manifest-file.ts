import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { commonNames } from "#core/release/export-format.ts";
import type { Manifest } from "#core/release/manifest.ts";
import { AppError, messageOf } from "../errors.ts";
import type { OpenManifest } from "./open-manifest.ts";
import { openManifest } from "./open-manifest.ts";
import { wholeManifest } from "./whole-manifest.ts";

/** The manifest file of a copy of a release. */
export type ManifestFileContent = {
  readonly bytes: Buffer;
  /** The manifest, or what is wrong with it. */
  readonly read: OpenManifest | string;
};

/** Reads the manifest of a copy of a release; a folder that has none is refused. Its lists are read later. */
export async function readManifestFile(root: string): Promise<ManifestFileContent> {
  const bytes = await readFile(join(root, commonNames.manifest)).catch((error: unknown) => {
    throw new AppError(
      "NOT_FOUND",
      `${root} has no ${commonNames.manifest} to read: give the folder that an export wrote; "gsi release lint" checks one without (${messageOf(error)})`,
    );
  });
  try {
    const read = openManifest(bytes, {
      read: ({ path }) => createReadStream(join(root, path)),
      isOwn: false,
    });
    return { bytes, read };
  } catch (error) {
    return { bytes, read: messageOf(error) };
  }
}

/** The manifest of a copy of a release, as it states itself: nothing is held against the files. */
export async function readFolderManifest(folder: string): Promise<Manifest> {
  const root = resolve(folder);
  const { read } = await readManifestFile(root);
  if (typeof read !== "string") return wholeManifest(read);
  throw new AppError("INVALID", `${join(root, commonNames.manifest)}: ${read}`);
}
