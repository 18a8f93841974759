import type { KeyObject } from "node:crypto";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import { AppError, messageOf } from "../errors.ts";
import { hashOf } from "../storage.ts";

/** Reads an Ed25519 private key (PKCS #8 in PEM) that is not encrypted. */
export function readPrivateKey(file: string): Promise<KeyObject> {
  return readKey(file, "private", (pem) => createPrivateKey(pem));
}

/** Reads an Ed25519 public key (SPKI in PEM). */
export function readPublicKey(file: string): Promise<KeyObject> {
  return readKey(file, "public", (pem) => createPublicKey(pem));
}

/** The name of a public key: SHA-256 of its SPKI in DER. */
export function keyIdOf(publicKey: KeyObject): string {
  return hashOf(publicKey.export({ type: "spki", format: "der" }));
}

async function readKey(
  file: string,
  kind: "private" | "public",
  parse: (pem: Buffer) => KeyObject,
): Promise<KeyObject> {
  const pem = await readFile(file).catch((error: unknown) => {
    throw new AppError("NOT_FOUND", `${file} cannot be read: ${messageOf(error)}`);
  });
  const key = parseKey(pem, parse);
  if (key?.asymmetricKeyType === "ed25519") return key;
  throw new AppError(
    "INVALID",
    `${file} is no Ed25519 ${kind} key in PEM without a passphrase: "gsi release keygen" makes a pair`,
  );
}

function parseKey(pem: Buffer, parse: (pem: Buffer) => KeyObject): KeyObject | null {
  try {
    return parse(pem);
  } catch {
    return null;
  }
}
