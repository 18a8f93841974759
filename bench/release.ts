import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { connect } from "#server/db.ts";
import type { Actor } from "#server/context.ts";
import { leanOptions } from "../scripts/bootstrap.mjs";
import { migrate } from "../scripts/migrate.ts";
import { destroyHome, ensurePostgres } from "../scripts/postgres.ts";
import { createThrowawayHome } from "../scripts/throwaway-home.ts";
import { fillReleasable } from "#server/test/fill-releasable.ts";

// Releases of ten and a hundred thousand samples by the command line: frozen, exported in the published layout
// and verified, beside copying and hashing the same bytes with cp and sha256sum in the same run, and the most
// memory that each command ever had. Other sizes may be given.
const given = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [10_000, 100_000];
const rounds = 2;
/** At the largest size: with fewer samples, starting counts for most. */
const exportShareMin = 0.6;
const verifyShareMin = 0.8;
const megabytesMax = 400;
const growthMax = 1.25;

const checkout = new URL("..", import.meta.url).pathname;
const home = createThrowawayHome();
const server = await ensurePostgres(home);
Object.assign(process.env, { GSI_HOME: home, DATABASE_URL: server.url });
const folder = await mkdtemp(join(tmpdir(), "gsi-bench-"));
const actor: Actor = { id: "person:bench", name: "Bench", kind: "person" };
try {
  const peaks: Record<Step, number>[] = [];
  for (const size of sizes) peaks.push(await measure(size));
  if (peaks.length > 1) sayGrowth(peaks[0]!, peaks.at(-1)!);
} finally {
  destroyHome(home);
  await rm(folder, { recursive: true, force: true });
}

type Step = "freeze" | "export" | "verify";

/** Measures releases of so many samples in a database of its own. Returns the peaks of memory, megabytes. */
async function measure(samples: number): Promise<Record<Step, number>> {
  const url = new URL(server.url);
  url.pathname = `/samples_${samples}`;
  const admin = connect(server.url);
  await admin.$executeRawUnsafe(`CREATE DATABASE "${url.pathname.slice(1)}"`);
  await admin.$disconnect();
  await migrate(url.href);
  process.env.DATABASE_URL = url.href;
  const db = connect(url.href);
  await db.actor.create({ data: actor });
  await fillReleasable({ db, actor }, samples);
  await db.$disconnect();
  console.log(`\n${samples.toLocaleString("en-GB")} samples`);
  return measureRelease(samples);
}

async function measureRelease(samples: number): Promise<Record<Step, number>> {
  const [out, copy] = [join(folder, "out"), join(folder, "copy")];
  const freeze = await gsi("release", "freeze", "v0");
  console.log(
    `  freeze: ${freeze.seconds.toFixed(1)} s, ${Math.round(samples / freeze.seconds)} samples a second`,
  );
  const times: { name: "export" | "verify" | "cp" | "sha256sum"; seconds: number }[] = [];
  const peaks = { freeze: freeze.megabytes, export: 0, verify: 0 };
  for (let round = 0; round < rounds; round++) {
    await run("sync", []);
    const written = await gsi("release", "export", "v0", "--with-media", "--out", out);
    await run("sync", []);
    const copied = await run("cp", ["-r", out, copy]);
    await rm(copy, { recursive: true });
    const verified = await gsi("release", "verify", out);
    const hashed = await run("sha256sum", ["--check", "--quiet", "SHA256SUMS"], out);
    times.push(
      { name: "export", seconds: written.seconds },
      { name: "cp", seconds: copied.seconds },
      { name: "verify", seconds: verified.seconds },
      { name: "sha256sum", seconds: hashed.seconds },
    );
    peaks.export = Math.max(peaks.export, written.megabytes);
    peaks.verify = Math.max(peaks.verify, verified.megabytes);
    if (round === rounds - 1) await sayBytes(out);
    await rm(out, { recursive: true });
  }
  const best = (name: string) =>
    Math.min(...times.filter((one) => one.name === name).map((one) => one.seconds));
  const isLargest = samples === Math.max(...sizes);
  share("export", "cp -r", best("cp") / best("export"), isLargest ? exportShareMin : null);
  share("verify", "sha256sum", best("sha256sum") / best("verify"), verifyShareMin);
  for (const { name, seconds: took } of times)
    console.log(`    ${name.padEnd(9)} ${took.toFixed(1)} s`);
  for (const [step, peak] of Object.entries(peaks)) {
    console.log(`  memory of ${step}: ${Math.round(peak)} MB (wanted: at most ${megabytesMax} MB)`);
    if (peak > megabytesMax) process.exitCode = 1;
  }
  return peaks;
}

function share(what: string, baseline: string, ratio: number, wanted: number | null): void {
  const aim = wanted === null ? "" : ` (wanted: at least ${wanted})`;
  console.log(`  ${what}: ${ratio.toFixed(2)} of the rate of ${baseline}, best of ${rounds}${aim}`);
  if (wanted !== null && ratio < wanted) process.exitCode = 1;
}

function sayGrowth(small: Record<Step, number>, large: Record<Step, number>): void {
  console.log("");
  for (const step of ["freeze", "export", "verify"] as const) {
    const growth = large[step] / small[step];
    console.log(
      `memory of ${step}, most against fewest samples: ${growth.toFixed(2)} (wanted: at most ${growthMax})`,
    );
    if (growth > growthMax) process.exitCode = 1;
  }
}

async function sayBytes(out: string): Promise<void> {
  let [files, bytes] = [0, 0];
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    files++;
    bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  console.log(
    `  the export: ${files.toLocaleString("en-GB")} files, ${(bytes / 1e6).toFixed(0)} MB`,
  );
}

type Measured = { readonly seconds: number; readonly megabytes: number };

/** The command line as a process of its own, with what `bin/gsi` gives to Node. */
function gsi(...args: string[]): Promise<Measured> {
  const report = join(checkout, "bench/report-peak-memory.ts");
  const main = join(checkout, "cli/main.ts");
  return run(process.execPath, [...leanOptions, "--import", report, main, ...args]);
}

async function run(command: string, args: string[], cwd = checkout): Promise<Measured> {
  const start = performance.now();
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  const [, errors, peak, [code]] = await Promise.all([
    text(child.stdout as Readable),
    text(child.stderr as Readable),
    text(child.stdio[3] as Readable),
    once(child, "exit"),
  ]);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}: ${errors}`);
  return { seconds: (performance.now() - start) / 1000, megabytes: Number(peak) / 1024 };
}
