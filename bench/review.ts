import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "#core/random.ts";
import type { Actor } from "#server/context.ts";
import { database } from "#server/db.ts";
import { leaseNextSample } from "#server/review/lease-next-sample.ts";
import { recordVerdict } from "#server/review/record-verdict.ts";
import { migrate } from "../scripts/migrate.ts";
import { destroyHome, ensurePostgres } from "../scripts/postgres.ts";
import { createThrowawayHome } from "../scripts/throwaway-home.ts";
import { fillQueue } from "./fill-queue.ts";
import { quantile } from "./timing.ts";

// How long a verdict takes that hands out the next sample, for many reviewers at once and a queue that grows
// a hundredfold.
const reviewers = 50;
const sizes = [10_000, 1_000_000];
const secondsPerSample = 2;
const rounds = 15;
const p95MaxMilliseconds = 25;
const growthMax = 1.5;

const home = createThrowawayHome();
const { url } = await ensurePostgres(home);
await migrate(url);
process.env.GSI_HOME = home;
process.env.DATABASE_URL = url;
const db = database();
try {
  await main();
} finally {
  await db.$disconnect();
  destroyHome(home);
}

async function main(): Promise<void> {
  console.log(
    `${reviewers} reviewers decide every ${secondsPerSample} s on average: a verdict and the next sample in one go\n`,
  );
  await db.actor.createMany({ data: people() });
  const p95s: number[] = [];
  let filled = 0;
  for (const size of sizes) {
    await fillQueue(people()[0]!, filled, size);
    filled = size;
    const times = (await Promise.all(people().map(decide))).flat();
    const p95 = quantile(times, 0.95);
    p95s.push(p95);
    console.log(
      `  ${size.toLocaleString("en-GB").padStart(9)} samples: p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (wanted: below ${p95MaxMilliseconds} ms), ${times.length} verdicts`,
    );
  }
  const growth = p95s[1]! / p95s[0]!;
  console.log(
    `  p95 against the smaller queue: ${growth.toFixed(2)} (wanted: at most ${growthMax})`,
  );
  await printScans();
  if (growth > growthMax || p95s.some((p95) => p95 > p95MaxMilliseconds)) process.exitCode = 1;
}

function people(): Actor[] {
  return Array.from({ length: reviewers }, (_, index) => ({
    id: `person:bench-${index}`,
    name: `Reviewer ${index}`,
    kind: "person",
  }));
}

/** Milliseconds of each verdict of one person. */
async function decide(actor: Actor): Promise<number[]> {
  const ctx = { db, actor };
  const random = seededRandom(1, actor.id);
  const times: number[] = [];
  let lease = await leaseNextSample(ctx);
  for (let round = 0; round < rounds && lease; round++) {
    await sleep(2000 * secondsPerSample * random.next());
    const { sampleId } = lease;
    const start = performance.now();
    const { version } = await db.sample.findUniqueOrThrow({ where: { id: sampleId } });
    const { next } = await recordVerdict(ctx, { sampleId, version, kind: "accept", note: "ok" });
    times.push(performance.now() - start);
    lease = next;
  }
  return times;
}

/** How often Postgres has read tables from end to end, filling included. */
async function printScans(): Promise<void> {
  const tables = await db.$queryRaw<{ relname: string; scans: number }[]>`
    SELECT relname, seq_scan::int AS scans FROM pg_stat_user_tables
    WHERE relname IN ('Sample', 'Revision', 'Verdict', 'AuditEntry') ORDER BY relname`;
  console.log(
    `  scans of whole tables so far: ${tables.map(({ relname, scans }) => `${relname} ${scans}`).join(", ")}`,
  );
}
