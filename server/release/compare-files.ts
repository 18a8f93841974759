import { editPath } from "#core/release/dataset-names.ts";
import { jsonDifferences } from "#core/release/json-difference.ts";
import type { Manifest, ManifestFile } from "#core/release/manifest.ts";
import type { PublishedEdit } from "#core/release/published-edit.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/** A file as it lies on the disk. */
export type FoundFile = { readonly path: string; readonly sha256: string; readonly size: number };

/**
 * Says how the files on the disk differ from those of the manifest. A file under another name, and two
 * that changed places, are recognised by their content; `read` gives the text of a changed edit.
 */
export async function compareFiles(
  manifest: Manifest,
  found: readonly FoundFile[],
  read: (path: string) => Promise<string>,
): Promise<VerifyProblem[]> {
  const onDisk = new Map(found.map((file) => [file.path, file]));
  const edits = editsOf(manifest);
  const stated = new Map(manifest.files.map((file) => [file.path, file]));
  const statedByHash = new Map(manifest.files.map((file) => [file.sha256, file.path]));
  const extras = new Map(
    found.filter(({ path }) => !stated.has(path)).map((file) => [file.sha256, file.path]),
  );
  const renamed = new Set<string>();
  const problems: VerifyProblem[] = [];
  const report = (kind: VerifyProblem["kind"], file: string, message: string) =>
    problems.push({ kind, file, field: null, message: `${file} ${message}` });

  for (const expected of manifest.files) {
    const file = onDisk.get(expected.path);
    const newName = extras.get(expected.sha256);
    if (!file && newName) {
      renamed.add(newName);
      report(
        "renamed",
        expected.path,
        `is missing; its content lies in ${newName}: rename it back`,
      );
    } else if (!file) {
      report("missing", expected.path, "is missing");
    } else if (file.sha256 !== expected.sha256) {
      const owner = statedByHash.get(file.sha256);
      const other = owner === undefined ? undefined : onDisk.get(owner);
      if (owner !== undefined && other?.sha256 === expected.sha256) {
        if (expected.path < owner) report("swapped", expected.path, `and ${owner} are swapped`);
      } else if (owner !== undefined) {
        report("swapped", expected.path, `holds the content of ${owner}`);
      } else {
        const edit = edits.get(expected.path);
        if (edit) problems.push(...changedEdit(file.path, edit, await read(file.path)));
        else report("changed", expected.path, howChanged(expected, file));
      }
    }
  }
  for (const { path } of found) {
    if (!stated.has(path) && !renamed.has(path))
      report("extra", path, "is not part of the release: remove it");
  }
  return problems;
}

function editsOf({ samples }: Manifest): ReadonlyMap<string, PublishedEdit> {
  return new Map(
    samples.map(({ imageId, queryId, edit }) => [editPath({ imageId, queryId }), edit]),
  );
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
