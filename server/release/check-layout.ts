import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  datasetFolder,
  editFileName,
  parseDatasetName,
  sourceFileName,
} from "#core/release/dataset-names.ts";
import { checkDatasetNames, checkFolderPath } from "#core/release/dataset-rules.ts";
import { checkEditFile } from "#core/release/edit-rules.ts";
import type { ImageHeader } from "#core/release/image-rules.ts";
import { checkImage } from "#core/release/image-rules.ts";
import type { Violation } from "#core/release/violation.ts";
import type { ListedPhoto, ListedSample } from "./check-manifest.ts";
import type { FileTable } from "./file-table.ts";
import type { FoundFiles } from "./found-files.ts";
import { readImageHeader } from "./read-image-header.ts";

/** What a manifest lists, and what of it lies in the dataset folder. */
export type LaidOut = {
  readonly stated: FileTable;
  readonly photos: AsyncIterable<ListedPhoto>;
  readonly found: FoundFiles;
};

/**
 * Holds what a manifest lists, as it lies in `root`, against every rule of the published layout. Files that were
 * not found are passed over: that they are missing has been said.
 */
export async function checkLayout(
  root: string,
  { stated, photos, found }: LaidOut,
): Promise<Violation[]> {
  const folder = join(root, datasetFolder);
  const names: string[] = [];
  for (const { path } of stated) names.push(path.slice(datasetFolder.length + 1));
  const violations = [...checkFolderPath(folder), ...checkDatasetNames(names)];
  const hashOfFile = (file: string) => found.get(`${datasetFolder}/${file}`)?.sha256;
  // Before the samples, and one by one: what is parsed between waits outlives the young generation.
  const headers = new Map<string, ImageHeader | null>();
  for (const name of names)
    if (parseDatasetName(name)?.kind === "source" && hashOfFile(name) !== undefined)
      headers.set(name, await readImageHeader(join(folder, name)));
  for await (const { image, samples } of photos) {
    const picture = sourceFileName(image.imageId);
    const header = headers.get(picture);
    if (header !== undefined) violations.push(...checkImage(picture, header, image.intrinsics));
    for (const listed of samples) {
      const { queryId, operation } = listed.sample;
      const file = editFileName(image.imageId, queryId);
      const json = await readEdit(join(folder, file), hashOfFile(file), listed);
      if (json === undefined) continue;
      violations.push(
        ...checkEditFile({
          file,
          json,
          imageSize: header ?? null,
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
  { sample, sha256 }: ListedSample,
): Promise<unknown> {
  if (hash === undefined) return undefined;
  if (hash === sha256) return sample.edit;
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}
