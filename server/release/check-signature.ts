import { verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { commonNames } from "#core/release/export-format.ts";
import type { SignatureState } from "#core/release/signature.ts";
import { ReleaseSignature } from "#core/release/signature.ts";
import { keyIdOf } from "./signing-key.ts";

/** What is known of the signature of a copy of a release. */
export type SignatureCheck = {
  readonly state: SignatureState;
  /** The key that the signature names; null where there is none to read. */
  readonly keyId: string | null;
  /** A sentence for people. */
  readonly message: string;
};

/**
 * Looks at the signature of a copy whose manifest has these bytes, and holds it against a public key where
 * one is given. The key has to come from elsewhere: what lies in the copy can be forged with it.
 */
export async function checkSignature(
  root: string,
  manifestBytes: Uint8Array,
  publicKey: KeyObject | null,
): Promise<SignatureCheck> {
  const file = commonNames.signature;
  const text = await readFile(join(root, file), "utf8").catch(() => null);
  if (text === null)
    return { state: "unsigned", keyId: null, message: `there is no signature (${file})` };
  const signature = parseSignature(text);
  if (!signature) {
    const message = `${file} is no signature that "gsi release sign" made`;
    return { state: "unreadable", keyId: null, message };
  }
  const { keyId } = signature;
  const state = publicKey ? compare(signature, manifestBytes, publicKey) : "not-checked";
  return { state, keyId, message: sentences[state](keyId) };
}

function compare(
  { keyId, signature }: ReleaseSignature,
  manifestBytes: Uint8Array,
  publicKey: KeyObject,
): "valid" | "other-key" | "wrong" {
  if (keyId !== keyIdOf(publicKey)) return "other-key";
  const isRight = verify(null, manifestBytes, publicKey, Buffer.from(signature, "base64"));
  return isRight ? "valid" : "wrong";
}

const sentences = {
  "not-checked": (keyId: string) =>
    `signed with the key ${keyId}, which was not checked: --public-key FILE checks it`,
  valid: (keyId: string) => `signed with the given key (${keyId})`,
  "other-key": (keyId: string) =>
    `${commonNames.signature} was made with another key (${keyId}) than the one given`,
  wrong: () =>
    `${commonNames.signature} does not fit ${commonNames.manifest}: one of them was changed after the signing`,
};

function parseSignature(text: string): ReleaseSignature | null {
  try {
    return ReleaseSignature.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
