import { generateKeyPairSync } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AppError, systemCodeOf } from "../errors.ts";
import { keyIdOf } from "./signing-key.ts";

/** A pair of key files. */
export type SigningKey = {
  readonly privateKeyFile: string;
  /** The same name with `.pub`: for whoever checks signatures. */
  readonly publicKeyFile: string;
  readonly keyId: string;
};

/** Makes an Ed25519 pair. Only the owner may read the private file; no file is written over. */
export async function makeSigningKey(out: string): Promise<SigningKey> {
  const privateKeyFile = resolve(out);
  const publicKeyFile = `${privateKeyFile}.pub`;
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  await writeNew(publicKeyFile, publicKey.export({ type: "spki", format: "pem" }), 0o644);
  try {
    await writeNew(privateKeyFile, privateKey.export({ type: "pkcs8", format: "pem" }), 0o600);
  } catch (error) {
    await rm(publicKeyFile);
    throw error;
  }
  return { privateKeyFile, publicKeyFile, keyId: keyIdOf(publicKey) };
}

async function writeNew(file: string, pem: string | Buffer, mode: number): Promise<void> {
  await writeFile(file, pem, { flag: "wx", mode }).catch((error: unknown) => {
    if (systemCodeOf(error) === "EEXIST")
      throw new AppError("CONFLICT", `${file} is there already: choose another name`);
    throw error;
  });
}
