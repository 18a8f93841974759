import { join } from "node:path";
import { datasetZip } from "#core/release/dataset-names.ts";
import { commonNames } from "#core/release/export-format.ts";
import type { FileDigester } from "./file-digester.ts";
import type { FileTable } from "./file-table.ts";
import { editionFiles } from "./formats/edition-files.ts";
import type { OpenManifest } from "./open-manifest.ts";
import { readChecksums } from "./read-checksums.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/** What a manifest says of a copy's files, and which of them may be missing. */
type Expected = {
  readonly stated: FileTable;
  readonly leftOut: ReadonlyMap<string, unknown>;
};

/**
 * Holds the checksum file against the manifest for the files of the dataset, which are compared with the manifest
 * elsewhere, and against the disk for what lies beside it. Files that were left out need not be listed.
 */
export async function checkChecksums(
  dir: string,
  { parts, edition = {} }: Pick<OpenManifest, "parts" | "edition">,
  { stated, leftOut }: Expected,
  digester: FileDigester,
): Promise<VerifyProblem[]> {
  const name = commonNames.checksums;
  const problems: VerifyProblem[] = [];
  const report = (file: string, message: string) =>
    problems.push({ kind: "checksums", file, field: null, message });
  /** Of every file of the dataset, whether it is listed, and with the right hash. */
  const said = new Uint8Array(stated.length);
  const [right, wrong] = [1, 2];
  const listed = new Map<string, string>();
  const isRead = await readChecksums(dir, {
    onChecksum({ path, sha256 }) {
      const row = stated.rowOf(path);
      if (row === undefined) listed.set(path, sha256);
      else said[row] = stated.at(row).sha256 === sha256 ? right : wrong;
    },
    onProblem: (message) => report(name, message),
  });
  if (!isRead) return problems;
  for (const [row, how] of said.entries()) {
    if (how === right) continue;
    const { path } = stated.at(row);
    if (how === wrong || !leftOut.has(path))
      report(name, `${name} says something else about ${path} than the manifest`);
  }
  const lists = parts.map(({ path }) => path);
  const told = editionFiles(edition).map(({ path }) => path);
  const beside: string[] = [commonNames.manifest, ...lists, "README.md", ...told];
  if (listed.has(datasetZip)) beside.push(datasetZip);
  if (leftOut.size > 0) beside.push(commonNames.media);
  for (const path of beside) {
    const found = await digester.digest(join(dir, path)).catch(() => null);
    if (found === null) report(path, `${path} is missing`);
    else if (!listed.has(path)) report(name, `${name} does not list ${path}`);
    else if (listed.get(path) !== found.sha256) report(path, `${path} differs from ${name}`);
    listed.delete(path);
  }
  for (const path of listed.keys())
    report(name, `${name} lists ${path}, which is not part of the release`);
  return problems;
}
