import { execFileSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Chromium flags that give WebGL 2 without a GPU, through SwiftShader. */
export const GL_ARGS = [
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
];

/** Chromium refuses its sandbox under root; everyone else keeps it. */
export const SANDBOX_ARGS = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

const UNPACKED = fileURLToPath(
  new URL("../node_modules/.cache/gsi-studio/chromium", import.meta.url),
);

const SYSTEM_NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

/**
 * Finds a Chromium that really starts: CHROMIUM_PATH, Playwright's own, the system's, the one inside
 * the npm package @sparticuz/chromium, and as root on Debian the distribution's package.
 *
 * Call it once per test run and hand the path on in CHROMIUM_PATH.
 *
 * @param {{ install?: boolean }} [options] `install: false` never unpacks or installs anything.
 * @returns {Promise<{ path: string, how: string }>}
 */
export async function findBrowser({ install = true } = {}) {
  /** @type {string[]} */
  const tried = [];
  const routes = [fromVariable, fromPlaywright, fromSystem];
  if (install || existsSync(UNPACKED)) routes.push(fromNpmPackage);
  if (install) routes.push(fromDebian);
  for (const route of routes) {
    try {
      for await (const candidate of route()) {
        if (starts(candidate.path)) return candidate;
        tried.push(`${candidate.how} (${candidate.path} does not start)`);
      }
    } catch (error) {
      tried.push(`${route.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const routesTried = tried.length > 0 ? ` Tried: ${tried.join("; ")}.` : "";
  throw new Error(`No Chromium found; set CHROMIUM_PATH or install chromium.${routesTried}`);
}

function* fromVariable() {
  const path = process.env.CHROMIUM_PATH;
  if (path) yield { path, how: "CHROMIUM_PATH" };
}

async function* fromPlaywright() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  if (existsSync(path)) yield { path, how: "playwright" };
}

function* fromSystem() {
  for (const name of SYSTEM_NAMES) {
    const path = onPath(name);
    if (path) yield { path, how: "system" };
  }
}

/**
 * Linux x64 only. A bare system also lacks libraries that the package carries for AWS, so these are
 * the second attempt.
 */
async function* fromNpmPackage() {
  const name = "@sparticuz/chromium";
  const path = join(UNPACKED, "chromium");
  const { setupLambdaEnvironment } = await import(name);
  if (!existsSync(path)) await unpack(name);
  yield { path, how: name };
  setupLambdaEnvironment(join(UNPACKED, "al2023", "lib"));
  yield { path, how: `${name} with its own libraries` };
}

/** The package unpacks to the temporary folder and trusts whatever lies there; this is ours alone. */
async function unpack(name) {
  const { inflate } = await import(name);
  const archives = join(dirname(fileURLToPath(import.meta.resolve(name))), "..", "bin");
  const staging = `${UNPACKED}.${process.pid}`;
  const temporary = process.env.TMPDIR;
  mkdirSync(staging, { recursive: true });
  process.env.TMPDIR = staging;
  try {
    for (const archive of readdirSync(archives)) await inflate(join(archives, archive));
    chmodSync(join(staging, "chromium"), 0o755);
    renameSync(staging, UNPACKED);
  } catch (error) {
    if (!existsSync(UNPACKED)) throw error;
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
    rmSync(staging, { recursive: true, force: true });
  }
}

function* fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  /** @type {import("node:child_process").ExecFileSyncOptions} */
  const quiet = {
    stdio: "ignore",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  };
  execFileSync("apt-get", ["update", "-qq"], quiet);
  execFileSync(
    "apt-get",
    ["install", "-y", "-qq", "--no-install-recommends", "chromium-headless-shell"],
    quiet,
  );
  yield { path: "/usr/bin/chromium-headless-shell", how: "apt-get" };
}

/** A snap stub, or a binary with missing libraries, exists but cannot say its version. */
function starts(path) {
  try {
    execFileSync(path, ["--version", ...SANDBOX_ARGS], { stdio: "ignore", timeout: 15_000 });
    return true;
  } catch {
    return false;
  }
}

function onPath(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}
