import { createHash, randomBytes } from "node:crypto";

/** A secret of 32 random bytes, for a link or a program. With so much chance in it a plain hash keeps it safe. */
export function newSecretToken(prefix: string): { token: string; hash: string } {
  const token = `${prefix}${randomBytes(32).toString("base64url")}`;
  return { token, hash: hashToken(token) };
}

/** What the database holds in place of a token. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
