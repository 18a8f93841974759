import { editPath } from "#core/release/dataset-names.ts";
import { jsonDifferences } from "#core/release/json-difference.ts";
import type { ManifestFile } from "#core/release/manifest.ts";
import type { PublishedEdit } from "#core/release/published-edit.ts";
import type { FileTable } from "./file-table.ts";
import type { FoundFile, FoundFiles } from "./found-files.ts";
import type { OpenManifest } from "./open-manifest.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/** What a manifest states, what lies there, and which of the stated may be missing. */
export type FilesToCompare = {
  readonly stated: FileTable;
  readonly found: FoundFiles;
  readonly leftOut: ReadonlyMap<string, unknown>;
};

/**
 * Says how the files on the disk differ from those of the manifest. A file under another name, and two
 * that changed places, are recognised by their content; `read` gives the text of a changed edit.
 */
export async function compareFiles(
  manifest: OpenManifest,
  { stated, found, leftOut }: FilesToCompare,
  read: (path: string) => Promise<string>,
): Promise<VerifyProblem[]> {
  const differing: ManifestFile[] = [];
  for (let row = 0; row < stated.length; row++) {
    if (found.isAsStated(row)) continue;
    const file = stated.at(row);
    if (found.get(file.path) || !leftOut.has(file.path)) differing.push(file);
  }
  const added = [...found.others()].filter(({ path }) => stated.rowOf(path) === undefined);
  const extras = new Map(added.map((file) => [file.sha256, file.path]));
  const edits = await editsOf(manifest, new Set(differing.map(({ path }) => path)));
  const changed = differing.flatMap(({ path }) => found.get(path)?.sha256 ?? []);
  const owners = ownersOf(new Set(changed), { stated, found, leftOut });
  const renamed = new Set<string>();
  const problems: VerifyProblem[] = [];
  const report = (kind: VerifyProblem["kind"], file: string, message: string) =>
    problems.push({ kind, file, field: null, message: `${file} ${message}` });

  for (const { path, ...one } of differing) {
    const file = found.get(path);
    const newName = extras.get(one.sha256);
    const owner = file && owners.get(file.sha256);
    if (!file && newName) {
      renamed.add(newName);
      report("renamed", path, `is missing; its content lies in ${newName}: rename it back`);
    } else if (!file) {
      report("missing", path, "is missing");
    } else if (file.sha256 === one.sha256) {
      report("changed", path, howChanged({ path, ...one }, file));
    } else if (owner !== undefined && found.get(owner)?.sha256 === one.sha256) {
      if (path < owner) report("swapped", path, `and ${owner} are swapped`);
    } else if (owner !== undefined) {
      report("swapped", path, `holds the content of ${owner}`);
    } else {
      const edit = edits.get(path);
      if (edit) problems.push(...changedEdit(path, edit, await read(path)));
      else report("changed", path, howChanged({ path, ...one }, file));
    }
  }
  for (const { path } of added) {
    if (!renamed.has(path)) report("extra", path, "is not part of the release: remove it");
  }
  return problems;
}

/** The files that the manifest states with these hashes; photos that may be missing are none that a file stands in for. */
function ownersOf(
  hashes: ReadonlySet<string>,
  { stated, found, leftOut }: FilesToCompare,
): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  if (hashes.size === 0) return owners;
  for (const { path, sha256 } of stated)
    if (hashes.has(sha256) && (found.get(path) || !leftOut.has(path))) owners.set(sha256, path);
  return owners;
}

/** The edits that the manifest has for some paths. */
async function editsOf(
  manifest: OpenManifest,
  paths: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PublishedEdit>> {
  const edits = new Map<string, PublishedEdit>();
  if (paths.size === 0) return edits;
  for await (const sample of manifest.entries("samples")) {
    const path = editPath(sample);
    if (paths.has(path)) edits.set(path, sample.edit);
  }
  return edits;
}

function howChanged(expected: ManifestFile, file: FoundFile): string {
  if (file.size !== expected.size)
    return `has ${file.size} bytes, the manifest says ${expected.size}`;
  return `has another content (SHA-256 ${file.sha256.slice(0, 12)}…, the manifest says ${expected.sha256.slice(0, 12)}…)`;
}

function changedEdit(file: string, edit: PublishedEdit, text: string): VerifyProblem[] {
  const report = (field: string | null, message: string): VerifyProblem => ({
    kind: "changed",
    file,
    field,
    message: `${file} ${message}`,
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return [report(null, "was changed and is no JSON any more")];
  }
  const differences = jsonDifferences(JSON.parse(JSON.stringify(edit)), json);
  if (differences.length === 0)
    return [report(null, "was written anew: it says the same in other bytes")];
  return differences.map(({ field, expected, actual }) =>
    report(
      field,
      `was changed: ${field} is ${shown(actual)}, the manifest says ${shown(expected)}`,
    ),
  );
}

function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
