import { editPath } from "#core/release/dataset-names.ts";
import { jsonDifferences } from "#core/release/json-difference.ts";
import type { ManifestFile } from "#core/release/manifest.ts";
import type { PublishedEdit } from "#core/release/published-edit.ts";
import type { OpenManifest } from "./open-manifest.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/** A file as it lies on the disk. */
export type FoundFile = { readonly path: string; readonly sha256: string; readonly size: number };

/** What a manifest states, what lies there, and which of the stated may be missing. */
export type FilesToCompare = {
  readonly stated: readonly ManifestFile[];
  readonly found: readonly FoundFile[];
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
  const onDisk = new Map(found.map((file) => [file.path, file]));
  const expected = stated.filter(({ path }) => onDisk.has(path) || !leftOut.has(path));
  const paths = new Set(expected.map(({ path }) => path));
  const differing = expected.filter(({ path, sha256 }) => onDisk.get(path)?.sha256 !== sha256);
  const extras = new Map(
    found.filter(({ path }) => !paths.has(path)).map((file) => [file.sha256, file.path]),
  );
  const edits = await editsOf(manifest, new Set(differing.map(({ path }) => path)));
  const statedByHash = new Map(
    differing.length > 0 ? expected.map((file) => [file.sha256, file.path]) : [],
  );
  const renamed = new Set<string>();
  const problems: VerifyProblem[] = [];
  const report = (kind: VerifyProblem["kind"], file: string, message: string) =>
    problems.push({ kind, file, field: null, message: `${file} ${message}` });

  for (const { path, ...one } of differing) {
    const file = onDisk.get(path);
    const newName = extras.get(one.sha256);
    const owner = file && statedByHash.get(file.sha256);
    if (!file && newName) {
      renamed.add(newName);
      report("renamed", path, `is missing; its content lies in ${newName}: rename it back`);
    } else if (!file) {
      report("missing", path, "is missing");
    } else if (owner !== undefined && onDisk.get(owner)?.sha256 === one.sha256) {
      if (path < owner) report("swapped", path, `and ${owner} are swapped`);
    } else if (owner !== undefined) {
      report("swapped", path, `holds the content of ${owner}`);
    } else {
      const edit = edits.get(path);
      if (edit) problems.push(...changedEdit(path, edit, await read(path)));
      else report("changed", path, howChanged({ path, ...one }, file));
    }
  }
  for (const { path } of found) {
    if (!paths.has(path) && !renamed.has(path))
      report("extra", path, "is not part of the release: remove it");
  }
  return problems;
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
