// Runs on any Node from 20.19 on, with nothing installed: no dependency, no TypeScript, plain syntax.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 19];
const WINDOWS = process.platform === "win32";
const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Options of Node for commands that look at a hundred thousand samples one by one: the heap grows by a fifth between
 * two collections instead of to a multiple, and what is new takes little of it. Half the memory, in the same time.
 */
export const leanOptions = ["--max-semi-space-size=4", "--heap-growing-percent=20"];

/**
 * Installs what package-lock.json asks for, then runs a TypeScript entry of this checkout with the
 * Node that the lock file pins, in the caller's folder, and ends the way it ends.
 *
 * @param {string} entry path from the root of the checkout
 * @param {string[]} args
 * @param {string[]} nodeOptions
 */
export async function bootstrap(entry, args, nodeOptions = []) {
  refuseOldNode();
  try {
    await install(ROOT);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  const child = spawn(bundledNode(ROOT), [...nodeOptions, join(ROOT, entry), ...args], {
    stdio: "inherit",
    env: withBinFolder(process.env),
  });
  endLike(child);
}

/**
 * Brings node_modules in line with package-lock.json. A stamp inside node_modules is the proof of a
 * finished installation: it goes away with the folder, and an interrupted one never gets it.
 *
 * @param {string} root
 * @param {(root: string) => Promise<void>} installer
 */
export async function install(root, installer = npmCi) {
  if (isInstalled(root)) return;
  const release = await takeTurn(root);
  try {
    if (isInstalled(root)) return;
    if (!matchesLock(root)) {
      rmSync(stampFile(root), { force: true });
      await installer(root);
    }
    await repairNode(root);
    writeFileSync(stampFile(root), lockHash(root));
  } finally {
    release();
  }
}

/** @param {string} root */
export function isInstalled(root) {
  try {
    return (
      readFileSync(stampFile(root), "utf8") === lockHash(root) && existsSync(bundledNode(root))
    );
  } catch {
    return false;
  }
}

/**
 * Whether npm itself finished an installation of this very lock file: it writes its own record into
 * node_modules last. Packages for other platforms are optional and may be missing.
 *
 * @param {string} root
 */
function matchesLock(root) {
  try {
    const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
    const found = JSON.parse(
      readFileSync(join(root, "node_modules", ".package-lock.json"), "utf8"),
    ).packages;
    return Object.keys(wanted).every((path) => {
      if (path === "") return true;
      if (!found[path]) return wanted[path].optional === true;
      return (
        found[path].version === wanted[path].version && existsSync(join(root, path, "package.json"))
      );
    });
  } catch {
    return false;
  }
}

/** @param {string} root */
async function npmCi(root) {
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  console.error("Installing packages with npm (about a minute the first time)");
  const ticker = setInterval(() => console.error(`  still installing, ${seconds()}`), 10_000);
  if (process.stderr.isTTY) clearInterval(ticker);
  try {
    // NODE_ENV=production in the environment would leave the build tools out.
    await run("npm", ["ci", "--include=dev", "--include=optional", "--loglevel=error"], root);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Packages could not be installed: ${reason}. Run it again to go on.`);
  } finally {
    clearInterval(ticker);
  }
  console.error(`Packages installed in ${seconds()}`);
}

/** `npm ci --ignore-scripts` leaves the package `node` without its binary. */
async function repairNode(root) {
  if (existsSync(bundledNode(root))) return;
  const script = join(root, "node_modules", "node", "installArchSpecificPackage.js");
  await run(process.execPath, [script], dirname(script));
  if (!existsSync(bundledNode(root))) throw new Error("npm did not bring Node for this machine.");
}

/** Output goes to stderr: stdout belongs to the program that is started afterwards. */
function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ["ignore", 2, 2],
      env: withoutBinFolder(process.env),
      shell: WINDOWS,
    });
    child.on("error", (error) =>
      reject(
        "code" in error && error.code === "ENOENT" ? new Error(`${command} not found`) : error,
      ),
    );
    child.on("exit", (code, signal) =>
      code === 0
        ? resolve(undefined)
        : reject(new Error(`${command} ended with ${signal || code}`)),
    );
  });
}

/** One installation at a time; the mark of a process that is gone counts for nothing. */
async function takeTurn(root) {
  const name = createHash("sha256").update(root).digest("hex").slice(0, 16);
  const mark = join(tmpdir(), `gsi-studio-install-${name}`);
  const own = `${mark}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    for (let told = false; !linkedTo(mark, own); told = true) {
      if (!isAlive(readPid(mark))) rmSync(mark, { force: true });
      else if (!told) console.error("Waiting for another installation of the same checkout");
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(mark, { force: true });
}

function linkedTo(mark, own) {
  try {
    linkSync(own, mark);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function readPid(file) {
  try {
    return Number(readFileSync(file, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** A terminal signals the whole group, so the parent only has to outlive its child. */
function endLike(child) {
  for (const signal of FORWARDED) {
    process.on(signal, () => {
      if (!(signal === "SIGINT" && process.stdin.isTTY)) child.kill(signal);
    });
  }
  child.on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    process.exit(signal ? 128 + constants.signals[signal] : code);
  });
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [wantedMajor, wantedMinor] = OLDEST_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(
    `GSI Studio needs Node ${OLDEST_NODE.join(".")} or later to start; this is ${process.versions.node}.`,
  );
  process.exit(2);
}

function stampFile(root) {
  return join(root, "node_modules", ".gsi-stamp");
}

function lockHash(root) {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

function bundledNode(root) {
  return join(root, "node_modules", "node", "bin", WINDOWS ? "node.exe" : "node");
}

function withBinFolder(env) {
  const folders = [join(ROOT, "node_modules", ".bin"), withoutBinFolder(env).PATH];
  return { ...env, PATH: folders.join(delimiter) };
}

/** npm replaces node_modules, so it must not run on the Node that lies in there. */
function withoutBinFolder(env) {
  const own = join(ROOT, "node_modules", ".bin");
  const folders = (env.PATH || "").split(delimiter).filter((folder) => folder !== own);
  return { ...env, PATH: folders.join(delimiter) };
}
