import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { datasetFolder } from "#core/release/dataset-names.ts";
import { commonNames, rootNames } from "#core/release/export-format.ts";
import type { ManifestPart } from "#core/release/manifest-header.ts";
import type { FileDigester } from "./file-digester.ts";
import type { FileTable } from "./file-table.ts";
import { FoundFiles } from "./found-files.ts";
import type { VerifyProblem } from "./verify-problem.ts";
import { walkFolder } from "./walk-folder.ts";

/** What lies in a copy of a release. */
export type ExportListing = {
  /** The plain files of the dataset folder. */
  readonly found: FoundFiles;
  /** Folders, links and the like in the dataset folder, and what lies among the manifest's lists and is none of them. */
  readonly notPlain: readonly VerifyProblem[];
  /** What lies beside the dataset folder and is none of the release's. */
  readonly beside: readonly VerifyProblem[];
};

/** Reads what lies in a copy of a release whose manifest has these parts and states these files, with the hash of every file of the dataset folder. */
export async function listExportFiles(
  root: string,
  { parts, stated }: { parts: readonly ManifestPart[]; stated: FileTable },
  digester: FileDigester,
): Promise<ExportListing> {
  /** Of every row, so that no path is held twice. */
  const isHere = new Uint8Array(stated.length);
  const unstated: string[] = [];
  const notPlain: VerifyProblem[] = [];
  for (const { path, kind } of walkFolder(root, datasetFolder)) {
    const row = stated.rowOf(path);
    if (kind !== "file")
      notPlain.push(extra(path, "is no plain file: only pictures and edits may lie here"));
    else if (row === undefined) unstated.push(path);
    else isHere[row] = 1;
  }
  const known: readonly string[] = [...rootNames["gsi-bench"], ...Object.values(commonNames)];
  const others = (await readdir(root)).filter((name) => !known.includes(name));
  const found = new FoundFiles(stated);
  const add = async (path: string) =>
    found.add({ path, ...(await digester.digest(join(root, path))) });
  for (const [row, is] of isHere.entries()) if (is) await add(stated.at(row).path);
  for (const path of unstated.sort()) await add(path);
  return {
    found,
    notPlain: [...notPlain, ...(await notParts(root, parts))],
    beside: others.toSorted().map((name) => extra(name, "is not part of the release")),
  };
}

/** What lies among the lists of the manifest and is none of them. */
async function notParts(root: string, parts: readonly ManifestPart[]): Promise<VerifyProblem[]> {
  const folder = commonNames.manifestLists;
  const names = await readdir(join(root, folder)).catch(() => []);
  const known = new Set(parts.map(({ path }) => path));
  return names
    .map((name) => `${folder}/${name}`)
    .filter((path) => !known.has(path))
    .map((path) => extra(path, "is not part of the release"));
}

function extra(file: string, what: string): VerifyProblem {
  return { kind: "extra", file, field: null, message: `${file} ${what}` };
}
