import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import type { Composition } from "#core/release/composition.ts";
import { compositionOf } from "#core/release/composition.ts";
import type { ExportFormat } from "#core/release/export-format.ts";
import { commonNames, recogniseFormat } from "#core/release/export-format.ts";
import { hashOf } from "../storage.ts";
import { checkDataset } from "./check-dataset.ts";
import { checkListedFiles } from "./check-listed-files.ts";
import { checkManifest } from "./check-manifest.ts";
import { parseManifest, readManifestFile } from "./manifest-file.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/** What a look at a copy of a release found. */
export type VerifyReport = {
  readonly ok: boolean;
  /** Null when the manifest cannot be read; then nothing else was checked. */
  readonly name: string | null;
  /** Told by what lies in the folder; the published layout where nothing tells. */
  readonly format: ExportFormat;
  /** SHA-256 of the manifest: that of the studio's list when the copy is that release. */
  readonly manifestHash: string;
  readonly composition: Composition | null;
  /** Files that were read; of the published layout, those of the dataset folder. */
  readonly filesChecked: number;
  readonly errors: readonly VerifyProblem[];
  readonly warnings: readonly VerifyProblem[];
};

/**
 * Checks a copy of a release: that every file is the one that the manifest states, that nothing is missing
 * or added, and, where it is in the published layout, that it keeps its rules. Needs nothing but the folder.
 */
export async function verifyRelease(dir: string): Promise<VerifyReport> {
  const root = resolve(dir);
  const bytes = await readManifestFile(root);
  const manifestHash = hashOf(bytes);
  const format = recogniseFormat(await readdir(root)) ?? "gsi-bench";
  const read = parseManifest(bytes);
  if (typeof read === "string") {
    const errors = [manifestProblem(read)];
    return {
      ok: false,
      name: null,
      format,
      manifestHash,
      composition: null,
      filesChecked: 0,
      errors,
      warnings: [],
    };
  }
  const copy = await (format === "gsi-bench"
    ? checkDataset(root, read)
    : checkListedFiles(root, format, read));
  const errors = [...checkManifest(read).map(manifestProblem), ...copy.errors];
  return {
    ok: errors.length === 0,
    name: read.name,
    format,
    manifestHash,
    composition: compositionOf(read),
    filesChecked: copy.filesChecked,
    errors,
    warnings: copy.warnings,
  };
}

function manifestProblem(message: string): VerifyProblem {
  const file = commonNames.manifest;
  return { kind: "manifest", file, field: null, message: `${file}: ${message}` };
}
