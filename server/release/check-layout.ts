import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { datasetFolder, editFileName, sourceFileName } from "#core/release/dataset-names.ts";
import { checkDatasetNames, checkFolderPath } from "#core/release/dataset-rules.ts";
import { checkEditFile } from "#core/release/edit-rules.ts";
import type { ImageHeader } from "#core/release/image-rules.ts";
import { checkImage } from "#core/release/image-rules.ts";
import type { Manifest } from "#core/release/manifest.ts";
import type { Violation } from "#core/release/violation.ts";
import { readImageHeader } from "./read-image-header.ts";

/**
 * Holds what the manifest lists, as it lies in `root`, against every rule of the published layout. Files
 * that are not `present` are passed over: that they are missing has been said.
 */
export async function checkLayout(
  root: string,
  manifest: Manifest,
  present: ReadonlySet<string>,
): Promise<Violation[]> {
  const folder = join(root, datasetFolder);
  const isPresent = (file: string) => present.has(`${datasetFolder}/${file}`);
  const listed = manifest.files.map(({ path }) => path.slice(datasetFolder.length + 1));
  const violations = [...checkFolderPath(folder), ...checkDatasetNames(listed)];
  const cameras = new Map(manifest.images.map(({ imageId, intrinsics }) => [imageId, intrinsics]));
  const headers = new Map<string, ImageHeader | null>();
  for (const [imageId, camera] of cameras) {
    const file = sourceFileName(imageId);
    if (!isPresent(file)) continue;
    const header = await readImageHeader(join(folder, file));
    headers.set(imageId, header);
    violations.push(...checkImage(file, header, camera));
  }
  for (const { imageId, queryId, operation } of manifest.samples) {
    const file = editFileName(imageId, queryId);
    const json = isPresent(file) ? await readJson(join(folder, file)) : undefined;
    if (json === undefined) continue;
    violations.push(
      ...checkEditFile({
        file,
        json,
        imageSize: headers.get(imageId) ?? null,
        camera: cameras.get(imageId) ?? null,
        intended: operation.kind,
      }),
    );
  }
  return violations;
}

/** Undefined for what is no JSON: the comparison with the manifest has said so. */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}
