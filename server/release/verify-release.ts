import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Composition } from "#core/release/composition.ts";
import { compositionOf } from "#core/release/composition.ts";
import { datasetFolder } from "#core/release/dataset-names.ts";
import { Manifest } from "#core/release/manifest.ts";
import type { Violation } from "#core/release/violation.ts";
import { AppError, messageOf } from "../errors.ts";
import { hashOf } from "../storage.ts";
import { checkChecksums } from "./check-checksums.ts";
import { checkLayout } from "./check-layout.ts";
import { checkManifest } from "./check-manifest.ts";
import { compareFiles } from "./compare-files.ts";
import { listExportFiles } from "./list-export-files.ts";
import { sideNames } from "./release-files.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/** What a look at a copy of a release found. */
export type VerifyReport = {
  readonly ok: boolean;
  /** Null when the manifest cannot be read; then nothing else was checked. */
  readonly name: string | null;
  /** SHA-256 of the manifest: that of the studio's list when the copy is that release. */
  readonly manifestHash: string;
  readonly composition: Composition | null;
  /** Files of the dataset folder that were read. */
  readonly filesChecked: number;
  readonly errors: readonly VerifyProblem[];
  readonly warnings: readonly VerifyProblem[];
};

/**
 * Checks a copy of a release: that every file is the one that the manifest states, that nothing is missing
 * or added, and that it keeps the rules of the published layout. Needs nothing but the folder.
 */
export async function verifyRelease(dir: string): Promise<VerifyReport> {
  const root = resolve(dir);
  const bytes = await readManifestFile(root);
  const manifestHash = hashOf(bytes);
  const read = parseManifest(bytes);
  if (typeof read === "string") {
    const errors = [manifestProblem(read)];
    return {
      ok: false,
      name: null,
      manifestHash,
      composition: null,
      filesChecked: 0,
      errors,
      warnings: [],
    };
  }
  const { files, notPlain, beside } = await listExportFiles(root);
  const violations = await checkLayout(root, read, new Set(files.map(({ path }) => path)));
  const errors = [
    ...checkManifest(read).map(manifestProblem),
    ...notPlain,
    ...(await compareFiles(read, files, (path) => readFile(join(root, path), "utf8"))),
    ...(await checkChecksums(root, read)),
    ...problemsOf(violations, "error"),
  ];
  return {
    ok: errors.length === 0,
    name: read.name,
    manifestHash,
    composition: compositionOf(read),
    filesChecked: files.length,
    errors,
    warnings: [...beside, ...problemsOf(violations, "warning")],
  };
}

async function readManifestFile(root: string): Promise<Buffer> {
  try {
    return await readFile(join(root, sideNames.manifest));
  } catch (error) {
    throw new AppError(
      "NOT_FOUND",
      `${root} has no ${sideNames.manifest} to read: give the folder that an export wrote (${messageOf(error)})`,
    );
  }
}

/** The manifest, or what is wrong with it. */
function parseManifest(bytes: Buffer): Manifest | string {
  try {
    const parsed = Manifest.safeParse(JSON.parse(bytes.toString("utf8")));
    if (parsed.success) return parsed.data;
    return parsed.error.issues
      .map(({ path, message }) => `${path.join(".")}: ${message}`)
      .join("; ");
  } catch (error) {
    return `it is no JSON: ${messageOf(error)}`;
  }
}

function manifestProblem(message: string): VerifyProblem {
  const file = sideNames.manifest;
  return { kind: "manifest", file, field: null, message: `${file}: ${message}` };
}

function problemsOf(
  violations: readonly Violation[],
  severity: Violation["severity"],
): VerifyProblem[] {
  return violations
    .filter((one) => one.severity === severity)
    .map(({ rule, file, field, message }) => ({
      kind: rule,
      file: rule === "folder-path" ? file : `${datasetFolder}/${file}`,
      field,
      message,
    }));
}
