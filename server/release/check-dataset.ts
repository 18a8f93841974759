import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { datasetFolder, sourcePath } from "#core/release/dataset-names.ts";
import type { Violation } from "#core/release/violation.ts";
import { checkChecksums } from "./check-checksums.ts";
import { checkLayout } from "./check-layout.ts";
import { checkMediaList } from "./check-media-list.ts";
import type { CopyCheck } from "./check-listed-files.ts";
import { collect } from "./collect.ts";
import { compareFiles } from "./compare-files.ts";
import { listExportFiles } from "./list-export-files.ts";
import { merkleRootOf } from "./merkle-root-of.ts";
import type { OpenManifest } from "./open-manifest.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/**
 * Checks a copy in the published layout: every file against the manifest, the checksums, and the rules of
 * the layout. Photos that were left out may be missing; where one is there, it must be the right one.
 */
export async function checkDataset(root: string, manifest: OpenManifest): Promise<CopyCheck> {
  const { files, notPlain, beside } = await listExportFiles(root, manifest.parts);
  const found = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  const { leftOut, problems } = await checkMediaList(root, manifest, sourcePath);
  const stated = await collect(manifest.entries("files"));
  const violations = await checkLayout(root, manifest, found);
  const read = (path: string) => readFile(join(root, path), "utf8");
  return {
    filesChecked: files.length,
    merkleRoot: merkleRootOf(files),
    errors: [
      ...notPlain,
      ...problems,
      ...(await compareFiles(manifest, { stated, found: files, leftOut }, read)),
      ...(await checkChecksums(root, manifest, stated, leftOut)),
      ...problemsOf(violations, "error"),
    ],
    warnings: [...beside, ...problemsOf(violations, "warning")],
  };
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
