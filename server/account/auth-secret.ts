import { createHmac, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "../env.ts";
import { systemCodeOf } from "../errors.ts";

/** The key that signs session cookies: made at the first start, in GSI_HOME, readable by its owner only. */
export function authSecret(): string {
  const file = join(env().GSI_HOME, "auth-secret");
  try {
    // Refused where the file is there already, so that two processes which start at once agree.
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (systemCodeOf(error) !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8");
}

/** What the first owner has to know to set the studio up: printed at the start, where only its operator reads. */
export function setUpCode(): string {
  return createHmac("sha256", authSecret()).update("first owner").digest("hex").slice(0, 24);
}
