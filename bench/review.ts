import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "#core/random.ts";
import type { Actor } from "#server/context.ts";
import type { Db } from "#server/db.ts";
import { connect } from "#server/db.ts";
import { leaseNextSample } from "#server/review/lease-next-sample.ts";
import { recordVerdict } from "#server/review/record-verdict.ts";
import { migrate } from "../scripts/migrate.ts";
import { destroyHome, ensurePostgres } from "../scripts/postgres.ts";
import { createThrowawayHome } from "../scripts/throwaway-home.ts";
import { fillQueue } from "./fill-queue.ts";
import { quantile } from "./timing.ts";

// How long a verdict takes that hands out the next sample, for many reviewers at once, in a small queue and in one
// a hundred times as long. They decide in both by turns, so that both meet the same neighbours on this machine; a
// bare round trip to Postgres before each verdict tells what these do to the times.
const reviewers = 50;
const sizes = [10_000, 1_000_000];
const secondsPerSample = 2;
const rounds = 15;
const p95MaxMilliseconds = 25;
const growthMax = 1.5;

type Queue = { readonly size: number; readonly db: Db; readonly times: number[] };

const home = createThrowawayHome();
const { url } = await ensurePostgres(home);
process.env.GSI_HOME = home;
process.env.DATABASE_URL = url;
const main = connect(url);
const clients: ReturnType<typeof connect>[] = [main];
const queues: Queue[] = [];
const bareTimes: number[] = [];
try {
  for (const size of sizes) queues.push(await createQueue(size));
  await measure();
} finally {
  for (const client of clients) await client.$disconnect();
  destroyHome(home);
}

/** A database of its own with that many samples. */
async function createQueue(size: number): Promise<Queue> {
  const own = new URL(url);
  own.pathname = `/queue_${size}`;
  await main.$executeRawUnsafe(`CREATE DATABASE "queue_${size}"`);
  await migrate(own.href);
  const db = connect(own.href);
  clients.push(db);
  await db.actor.createMany({ data: people() });
  await fillQueue({ db, actor: people()[0]! }, size);
  return { size, db, times: [] };
}

async function measure(): Promise<void> {
  console.log(
    `${reviewers} reviewers decide every ${secondsPerSample} s on average: a verdict and the next sample in one go\n`,
  );
  const before = process.cpuUsage();
  await Promise.all(people().map(decide));
  const { user, system } = process.cpuUsage(before);
  for (const { size, times } of queues)
    console.log(`  ${size.toLocaleString("en-GB").padStart(9)} samples: ${said(times)}`);
  console.log(`  bare round trip: ${said(bareTimes)}`);
  const [small, large] = queues.map(({ times }) => quantile(times, 0.95));
  const growth = large! / small!;
  console.log(`  wanted: p95 below ${p95MaxMilliseconds} ms`);
  console.log(
    `  p95 against the smaller queue: ${growth.toFixed(2)} (wanted: at most ${growthMax})`,
  );
  const verdicts = queues.reduce((total, { times }) => total + times.length, 0);
  console.log(
    `  processor time of the server's own process for each verdict: ${((user + system) / 1000 / verdicts).toFixed(1)} ms`,
  );
  if (growth > growthMax || Math.max(small!, large!) > p95MaxMilliseconds) process.exitCode = 1;
}

function said(times: readonly number[]): string {
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  return `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${times.length} times`;
}

function people(): Actor[] {
  return Array.from({ length: reviewers }, (_, index) => ({
    id: `person:bench-${index}`,
    name: `Reviewer ${index}`,
    kind: "person",
  }));
}

/** The verdicts of one person, in all queues by turns. */
async function decide(actor: Actor): Promise<void> {
  const random = seededRandom(1, actor.id);
  const open = await Promise.all(queues.map(({ db }) => leaseNextSample({ db, actor })));
  for (let round = 0; round < rounds; round++)
    for (const [index, { db, times }] of queues.entries()) {
      await sleep(2000 * secondsPerSample * random.next());
      const { sampleId } = open[index]!;
      const { version } = await db.sample.findUniqueOrThrow({ where: { id: sampleId } });
      bareTimes.push(await millisecondsOfCall(() => db.$queryRaw`SELECT 1`));
      times.push(
        await millisecondsOfCall(async () => {
          const verdict = { sampleId, version, kind: "accept", note: "ok" } as const;
          open[index] = (await recordVerdict({ db, actor }, verdict)).next;
        }),
      );
    }
}

async function millisecondsOfCall(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}
