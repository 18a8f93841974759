import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseChecksums } from "#core/release/checksums.ts";
import { datasetZip } from "#core/release/dataset-names.ts";
import { commonNames } from "#core/release/export-format.ts";
import type { ManifestFile } from "#core/release/manifest.ts";
import { hashFile } from "../storage.ts";
import { editionFiles } from "./formats/edition-files.ts";
import type { OpenManifest } from "./open-manifest.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/**
 * Holds the checksum file against the manifest for the files of the dataset, which are compared with the manifest
 * elsewhere, and against the disk for what lies beside it. Files that were left out need not be listed.
 */
export async function checkChecksums(
  dir: string,
  { parts, edition = {} }: Pick<OpenManifest, "parts" | "edition">,
  files: readonly ManifestFile[],
  leftOut: ReadonlyMap<string, unknown>,
): Promise<VerifyProblem[]> {
  const name = commonNames.checksums;
  const problems: VerifyProblem[] = [];
  const report = (file: string, message: string) =>
    problems.push({ kind: "checksums", file, field: null, message });
  const text = await readFile(join(dir, name), "utf8").catch(() => null);
  if (text === null) {
    report(name, `${name} is missing`);
    return problems;
  }
  const { checksums, badLines } = parseChecksums(text);
  for (const line of badLines)
    report(name, `${name}: line ${line} is not a hash, two blanks and a path`);
  const listed = new Map(checksums.map(({ path, sha256 }) => [path, sha256]));
  for (const { path, sha256 } of files) {
    if (listed.get(path) !== sha256 && (listed.has(path) || !leftOut.has(path)))
      report(name, `${name} says something else about ${path} than the manifest`);
    listed.delete(path);
  }
  const said = editionFiles(edition).map(({ path }) => path);
  const lists = parts.map(({ path }) => path);
  const beside: string[] = [commonNames.manifest, ...lists, "README.md", ...said];
  if (listed.has(datasetZip)) beside.push(datasetZip);
  if (leftOut.size > 0) beside.push(commonNames.media);
  for (const path of beside) {
    const sha256 = await hashFile(join(dir, path)).catch(() => null);
    if (sha256 === null) report(path, `${path} is missing`);
    else if (!listed.has(path)) report(name, `${name} does not list ${path}`);
    else if (listed.get(path) !== sha256) report(path, `${path} differs from ${name}`);
    listed.delete(path);
  }
  for (const path of listed.keys())
    report(name, `${name} lists ${path}, which is not part of the release`);
  return problems;
}
