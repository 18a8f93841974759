import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { datasetFolder } from "#core/release/dataset-names.ts";
import { commonNames, rootNames } from "#core/release/export-format.ts";
import { hashFile } from "../storage.ts";
import type { FoundFile } from "./compare-files.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/** What lies in a copy of a release. */
export type ExportListing = {
  /** The plain files of the dataset folder, sorted by path. */
  readonly files: readonly FoundFile[];
  /** Folders, links and the like in the dataset folder. */
  readonly notPlain: readonly VerifyProblem[];
  /** What lies beside the dataset folder and is none of the release's. */
  readonly beside: readonly VerifyProblem[];
};

/** Reads what lies in a copy of a release, with the hash of every file of the dataset folder. */
export async function listExportFiles(root: string): Promise<ExportListing> {
  const files: FoundFile[] = [];
  const notPlain: VerifyProblem[] = [];
  const entries = await readdir(join(root, datasetFolder), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(root, path).split(sep).join("/");
    if (entry.isFile()) {
      files.push({ path: name, sha256: await hashFile(path), size: (await stat(path)).size });
    } else {
      notPlain.push(extra(name, "is no plain file: only pictures and edits may lie here"));
    }
  }
  const known: readonly string[] = [...rootNames["gsi-bench"], ...Object.values(commonNames)];
  const others = (await readdir(root)).filter((name) => !known.includes(name));
  return {
    files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    notPlain,
    beside: others.toSorted().map((name) => extra(name, "is not part of the release")),
  };
}

function extra(file: string, what: string): VerifyProblem {
  return { kind: "extra", file, field: null, message: `${file} ${what}` };
}
