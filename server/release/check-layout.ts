import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { datasetFolder, editFileName, sourceFileName } from "#core/release/dataset-names.ts";
import { checkDatasetNames, checkFolderPath } from "#core/release/dataset-rules.ts";
import { checkEditFile } from "#core/release/edit-rules.ts";
import { checkImage } from "#core/release/image-rules.ts";
import type { PublishedEdit } from "#core/release/published-edit.ts";
import { publishedEditText } from "#core/release/published-edit.ts";
import type { Violation } from "#core/release/violation.ts";
import { hashOf } from "../storage.ts";
import type { OpenManifest } from "./open-manifest.ts";
import { readImageHeader } from "./read-image-header.ts";
import { samplesByPhoto } from "./release-index.ts";

/**
 * Holds what the manifest lists, as it lies in `root`, against every rule of the published layout. Files
 * that are not among the `found`, whose hashes are given by path, are passed over: that they are missing has
 * been said.
 */
export async function checkLayout(
  root: string,
  manifest: OpenManifest,
  found: ReadonlyMap<string, string>,
): Promise<Violation[]> {
  const folder = join(root, datasetFolder);
  const hashOfFile = (file: string) => found.get(`${datasetFolder}/${file}`);
  const names: string[] = [];
  for await (const { path } of manifest.entries("files"))
    names.push(path.slice(datasetFolder.length + 1));
  const violations = [...checkFolderPath(folder), ...checkDatasetNames(names)];
  for await (const { image, samples } of samplesByPhoto(manifest)) {
    const picture = sourceFileName(image.imageId);
    const isThere = hashOfFile(picture) !== undefined;
    const header = isThere ? await readImageHeader(join(folder, picture)) : null;
    if (isThere) violations.push(...checkImage(picture, header, image.intrinsics));
    for (const { queryId, operation, edit } of samples) {
      const file = editFileName(image.imageId, queryId);
      const json = await readEdit(join(folder, file), hashOfFile(file), edit);
      if (json === undefined) continue;
      violations.push(
        ...checkEditFile({
          file,
          json,
          imageSize: header,
          camera: image.intrinsics,
          intended: operation.kind,
        }),
      );
    }
  }
  return violations;
}

/**
 * The content of an edit file with this hash: that of the manifest where it is the same. Undefined for what is
 * missing or no JSON: the comparison with the manifest has said so.
 */
async function readEdit(
  path: string,
  hash: string | undefined,
  stated: PublishedEdit,
): Promise<unknown> {
  if (hash === undefined) return undefined;
  const text = publishedEditText(stated);
  if (hashOf(text) === hash) return JSON.parse(text);
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}
