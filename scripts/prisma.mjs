// Runs the Prisma CLI, with a stand-in for its native schema engine where that is not installed.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const inRepository = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const hasNativeEngine = readdirSync(inRepository("node_modules/@prisma/engines")).some((file) =>
  file.startsWith("schema-engine-"),
);
const env = { CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1", ...process.env };
// Windows cannot start a script as if it were a program, and keeps to the native engine.
if (!hasNativeEngine && process.platform !== "win32") {
  env.PRISMA_SCHEMA_ENGINE_BINARY ??= inRepository("scripts/schema-engine.mjs");
}

const { status } = spawnSync(
  process.execPath,
  [inRepository("node_modules/prisma/build/index.js"), ...process.argv.slice(2)],
  { stdio: "inherit", env, cwd: inRepository("") },
);
process.exit(status ?? 1);
