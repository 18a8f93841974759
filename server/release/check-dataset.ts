import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { datasetFolder, sourcePath } from "#core/release/dataset-names.ts";
import type { Manifest } from "#core/release/manifest.ts";
import type { Violation } from "#core/release/violation.ts";
import { checkChecksums } from "./check-checksums.ts";
import { checkLayout } from "./check-layout.ts";
import { checkMediaList } from "./check-media-list.ts";
import type { CopyCheck } from "./check-listed-files.ts";
import { compareFiles } from "./compare-files.ts";
import { listExportFiles } from "./list-export-files.ts";
import { merkleRootOf } from "./merkle-root-of.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/**
 * Checks a copy in the published layout: every file against the manifest, the checksums, and the rules of
 * the layout. Photos that were left out may be missing; where one is there, it must be the right one.
 */
export async function checkDataset(root: string, manifest: Manifest): Promise<CopyCheck> {
  const { files, notPlain, beside } = await listExportFiles(root);
  const present = new Set(files.map(({ path }) => path));
  const { leftOut, problems } = await checkMediaList(root, manifest, sourcePath);
  const expected = manifest.files.filter(({ path }) => present.has(path) || !leftOut.has(path));
  const violations = await checkLayout(root, manifest, present);
  const read = (path: string) => readFile(join(root, path), "utf8");
  return {
    filesChecked: files.length,
    merkleRoot: merkleRootOf(files),
    errors: [
      ...notPlain,
      ...problems,
      ...(await compareFiles({ ...manifest, files: expected }, files, read)),
      ...(await checkChecksums(root, manifest, new Set(leftOut.keys()))),
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
