import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { datasetFolder, sourcePath } from "#core/release/dataset-names.ts";
import type { Violation } from "#core/release/violation.ts";
import { checkChecksums } from "./check-checksums.ts";
import { checkLayout } from "./check-layout.ts";
import type { CopyCheck } from "./check-listed-files.ts";
import type { ManifestCheck } from "./check-manifest.ts";
import { checkMediaList } from "./check-media-list.ts";
import { compareFiles } from "./compare-files.ts";
import { FileDigester } from "./file-digester.ts";
import { listExportFiles } from "./list-export-files.ts";
import { merkleRootOf } from "./merkle-root-of.ts";
import type { OpenManifest } from "./open-manifest.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/**
 * Checks a copy in the published layout: every file against the manifest, the checksums, and the rules of
 * the layout. Photos that were left out may be missing; where one is there, it must be the right one. The samples
 * are read through the check of the manifest, which knows afterwards whether it can be held against anything.
 */
export async function checkDataset(
  root: string,
  manifest: OpenManifest,
  check: ManifestCheck,
): Promise<CopyCheck> {
  const { files: stated } = check;
  const digester = new FileDigester();
  const { parts } = manifest;
  const { found, notPlain, beside } = await listExportFiles(root, { parts, stated }, digester);
  const { leftOut, problems } = await checkMediaList(root, manifest, sourcePath);
  const violations = await checkLayout(root, { stated, photos: check.photos(), found });
  const read = (path: string) => readFile(join(root, path), "utf8");
  return {
    filesChecked: found.count,
    merkleRoot: found.isWhole ? manifest.merkleRoot : merkleRootOf([...found]),
    errors: [
      ...notPlain,
      ...problems,
      ...(await compareFiles(manifest, { stated, found, leftOut }, read)),
      ...(await checkChecksums(root, manifest, { stated, leftOut }, digester)),
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
