import * as z from "zod";
import { canonicalJson } from "#core/canonical-json.ts";
import { ContentHash } from "./manifest.ts";

/** The content of `manifest.json.sig`: who stands for the bytes of `manifest.json`. */
export const ReleaseSignature = z.strictObject({
  format: z.literal("gsi-studio-signature"),
  formatVersion: z.literal(1),
  algorithm: z.literal("ed25519"),
  /** SHA-256 of the public key as SPKI in DER. */
  keyId: ContentHash,
  /** The 64 bytes of the signature over the bytes of `manifest.json`. */
  signature: z.base64(),
});
export type ReleaseSignature = z.infer<typeof ReleaseSignature>;

/**
 * What is known of the signature of a copy: `not-checked` where no public key was given, `unreadable` where
 * the file is none of ours, `other-key` where another key made it, `wrong` where it is not over this manifest.
 */
export const SignatureState = z.enum([
  "unsigned",
  "not-checked",
  "valid",
  "unreadable",
  "other-key",
  "wrong",
]);
export type SignatureState = z.infer<typeof SignatureState>;

/** The text of `manifest.json.sig`: canonical JSON and a line end. */
export function signatureText(signature: ReleaseSignature): string {
  return `${canonicalJson(signature)}\n`;
}
