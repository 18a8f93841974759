import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hasStamp, hashFiles, writeStamp } from "./build-stamp.ts";
import { repositoryRoot } from "./home.ts";
import { waitForLock } from "./lock.ts";
import { generateClient } from "./migrate.ts";
import type { RunCommand } from "./run-command.ts";

const CLIENT_SOURCES = ["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"];
const WEB_SOURCES = [
  "app",
  "components",
  "core",
  "server",
  "public",
  "prisma/schema.prisma",
  "next.config.mjs",
  "proxy.ts",
  "instrumentation.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/** Generates the database client unless it was made from this schema. */
export function ensureClient(): Promise<"made anew" | "up to date"> {
  return ensure(join("prisma", "generated"), CLIENT_SOURCES, generateClient);
}

/** Builds the web app unless the build was made from these sources; it takes a while, so it says so. */
export function ensureWebBuild(
  run: RunCommand,
  announce: () => void = () => {},
): Promise<"made anew" | "up to date"> {
  const next = join(repositoryRoot, "node_modules", "next", "dist", "bin", "next");
  return ensure(".next", WEB_SOURCES, () => {
    announce();
    return run("build", process.execPath, [next, "build"]);
  });
}

/** An interrupted make leaves no stamp, and two at once wait for each other. */
async function ensure(
  output: string,
  sources: string[],
  make: () => Promise<unknown>,
): Promise<"made anew" | "up to date"> {
  const cache = join(repositoryRoot, "node_modules", ".cache", "gsi-studio");
  mkdirSync(cache, { recursive: true });
  const release = await waitForLock(join(cache, "build.lock"));
  try {
    const folder = join(repositoryRoot, output);
    const stamp = hashFiles(repositoryRoot, sources);
    if (hasStamp(folder, stamp)) return "up to date";
    rmSync(join(folder, ".gsi-stamp"), { force: true });
    await make();
    writeStamp(folder, stamp);
    return "made anew";
  } finally {
    release();
  }
}
