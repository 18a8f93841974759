import { createPublicKey, randomUUID, sign } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { commonNames } from "#core/release/export-format.ts";
import { signatureText } from "#core/release/signature.ts";
import { AppError } from "../errors.ts";
import { hashOf } from "../storage.ts";
import { readManifestFile } from "./manifest-file.ts";
import { keyIdOf, readPrivateKey } from "./signing-key.ts";
import { checkFailure } from "./verify-problem.ts";
import { verifyRelease } from "./verify-release.ts";

export type SignReleaseInput = {
  /** A copy of a release. */
  readonly dir: string;
  /** An Ed25519 private key in PEM. */
  readonly keyFile: string;
};

/** What was signed, with which key and where the signature lies. */
export type SignedRelease = {
  readonly signatureFile: string;
  readonly keyId: string;
  readonly manifestHash: string;
};

/**
 * Signs the bytes of a copy's manifest, which names every photo and edit by its hash. A copy that does not
 * pass its check is not signed; a signature that lies there is replaced.
 */
export async function signRelease({ dir, keyFile }: SignReleaseInput): Promise<SignedRelease> {
  const root = resolve(dir);
  const privateKey = await readPrivateKey(keyFile);
  const { bytes } = await readManifestFile(root);
  await requireSound(root, bytes);
  const keyId = keyIdOf(createPublicKey(privateKey));
  const text = signatureText({
    format: "gsi-studio-signature",
    formatVersion: 1,
    algorithm: "ed25519",
    keyId,
    signature: sign(null, bytes, privateKey).toString("base64"),
  });
  const signatureFile = join(root, commonNames.signature);
  await replaceFile(signatureFile, text);
  return { signatureFile, keyId, manifestHash: hashOf(bytes) };
}

async function requireSound(root: string, manifestBytes: Buffer): Promise<void> {
  const { errors, manifestHash } = await verifyRelease(root);
  // An old signature that is damaged is about to be replaced.
  const failure = checkFailure(errors.filter(({ kind }) => kind !== "signature"));
  if (failure) throw new AppError("PRECONDITION", `${root} is not signed, since it ${failure}`);
  if (manifestHash !== hashOf(manifestBytes))
    throw new AppError("CONFLICT", `${root}: the manifest was changed meanwhile: sign again`);
}

async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomUUID()}`;
  try {
    await writeFile(temporary, text, { flag: "wx" });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
