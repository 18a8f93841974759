import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { datasetFolder } from "#core/release/dataset-names.ts";
import { commonNames, rootNames } from "#core/release/export-format.ts";
import type { ManifestPart } from "#core/release/manifest-header.ts";
import { mapLimited } from "../scene/map-limited.ts";
import { digestFile } from "../storage.ts";
import type { FoundFile } from "./compare-files.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/** What lies in a copy of a release. */
export type ExportListing = {
  /** The plain files of the dataset folder, sorted by path. */
  readonly files: readonly FoundFile[];
  /** Folders, links and the like in the dataset folder, and what lies among the manifest's lists and is none of them. */
  readonly notPlain: readonly VerifyProblem[];
  /** What lies beside the dataset folder and is none of the release's. */
  readonly beside: readonly VerifyProblem[];
};

/** Files that are read at once. */
const filesAtOnce = 4;

/** Reads what lies in a copy of a release whose manifest has these parts, with the hash of every file of the dataset folder. */
export async function listExportFiles(
  root: string,
  parts: readonly ManifestPart[],
): Promise<ExportListing> {
  const plain: string[] = [];
  const notPlain: VerifyProblem[] = [];
  const entries = await readdir(join(root, datasetFolder), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(root, path).split(sep).join("/");
    if (entry.isFile()) {
      plain.push(name);
    } else {
      notPlain.push(extra(name, "is no plain file: only pictures and edits may lie here"));
    }
  }
  const known: readonly string[] = [...rootNames["gsi-bench"], ...Object.values(commonNames)];
  const others = (await readdir(root)).filter((name) => !known.includes(name));
  const files = await mapLimited(plain.toSorted(), filesAtOnce, async (path) => ({
    path,
    ...(await digestFile(join(root, path))),
  }));
  return {
    files,
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
