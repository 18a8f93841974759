import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import type { Composition } from "#core/release/composition.ts";
import type { ExportFormat } from "#core/release/export-format.ts";
import { commonNames, recogniseFormat } from "#core/release/export-format.ts";
import { hashOf } from "../storage.ts";
import { checkDataset } from "./check-dataset.ts";
import type { CopyCheck } from "./check-listed-files.ts";
import { checkListedFiles } from "./check-listed-files.ts";
import { ManifestCheck, manifestProblem } from "./check-manifest.ts";
import type { SignatureCheck } from "./check-signature.ts";
import { checkSignature } from "./check-signature.ts";
import { readManifestFile } from "./manifest-file.ts";
import type { OpenManifest } from "./open-manifest.ts";
import { readPublicKey } from "./signing-key.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/** What a look at a copy of a release found. */
export type VerifyReport = {
  readonly ok: boolean;
  /** Null when the manifest cannot be read or contradicts itself; then nothing else was checked. */
  readonly name: string | null;
  /** Told by what lies in the folder; the published layout where nothing tells. */
  readonly format: ExportFormat;
  /** SHA-256 of the manifest: that of the studio's list when the copy is that release. */
  readonly manifestHash: string;
  /** Over the photos and edits that the manifest lists: the same for all exports of the release. Null with `name`. */
  readonly merkleRoot: string | null;
  /** Over the photos and edits that lie here, in the published layout: the same when all are here and right. */
  readonly copyMerkleRoot: string | null;
  readonly signature: SignatureCheck;
  readonly composition: Composition | null;
  /** Files that were read; of the published layout, those of the dataset folder. */
  readonly filesChecked: number;
  readonly errors: readonly VerifyProblem[];
  readonly warnings: readonly VerifyProblem[];
};

/**
 * Checks a copy of a release: that every file is the one that the manifest states, that nothing is missing
 * or added, and, where it is in the published layout, that it keeps its rules. With a public key it must be
 * signed with that one. Needs nothing but the folder.
 */
export async function verifyRelease(
  dir: string,
  { publicKeyFile }: { publicKeyFile?: string } = {},
): Promise<VerifyReport> {
  const root = resolve(dir);
  const publicKey = publicKeyFile === undefined ? null : await readPublicKey(publicKeyFile);
  const { bytes, read } = await readManifestFile(root);
  const manifestHash = hashOf(bytes);
  const format = recogniseFormat(await readdir(root)) ?? "gsi-bench";
  const signature = await checkSignature(root, bytes, publicKey);
  const signatureErrors = isSignatureError(signature, publicKey !== null)
    ? [signatureProblem(signature.message)]
    : [];
  const facts = { format, manifestHash, signature };
  if (typeof read === "string") return unusable(facts, [manifestProblem(read), ...signatureErrors]);
  const copy = await checkCopy(root, format, read);
  if (Array.isArray(copy)) return unusable(facts, [...copy, ...signatureErrors]);
  const errors = [...signatureErrors, ...copy.errors];
  return {
    ...facts,
    ok: errors.length === 0,
    name: read.name,
    merkleRoot: read.merkleRoot,
    copyMerkleRoot: copy.merkleRoot,
    composition: read.composition,
    filesChecked: copy.filesChecked,
    errors,
    warnings: copy.warnings,
  };
}

/** What is said of a copy whose manifest cannot be held against anything. */
function unusable(
  facts: Pick<VerifyReport, "format" | "manifestHash" | "signature">,
  errors: readonly VerifyProblem[],
): VerifyReport {
  return {
    ...facts,
    ok: false,
    name: null,
    merkleRoot: null,
    copyMerkleRoot: null,
    composition: null,
    filesChecked: 0,
    errors,
    warnings: [],
  };
}

/** Checks a copy with a readable manifest. Gives what is wrong with the manifest alone where it cannot be held against anything. */
async function checkCopy(
  root: string,
  format: ExportFormat,
  manifest: OpenManifest,
): Promise<CopyCheck | VerifyProblem[]> {
  const check = await ManifestCheck.begin(manifest);
  const isDataset = format === "gsi-bench" && !check.isBroken;
  const dataset = isDataset ? await checkDataset(root, manifest, check) : null;
  if (!isDataset) for await (const _photo of check.photos());
  const problems = check.problems();
  if (problems.length > 0) return problems;
  return dataset ?? checkListedFiles(root, format, manifest);
}

/** Who gives a key wants it to have signed; who gives none only learns of a file that is no signature. */
function isSignatureError({ state }: SignatureCheck, isAsked: boolean): boolean {
  return isAsked ? state !== "valid" : state === "unreadable";
}

function signatureProblem(message: string): VerifyProblem {
  return { kind: "signature", file: commonNames.signature, field: null, message };
}
