import type { ChildProcess } from "node:child_process";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "#server/db.ts";
import { env } from "#server/env.ts";

const run = promisify(execFile);
const checkout = new URL("..", import.meta.url).pathname;

/** A studio of its own: a database beside the test database, and a home folder. */
type Studio = {
  db: ReturnType<typeof connect>;
  environment: NodeJS.ProcessEnv;
  close(): Promise<void>;
};

let scenes: string[];
beforeAll(async () => {
  scenes = await readdir(join(checkout, "demo/scenes/data"));
});

const workers: ChildProcess[] = [];
afterAll(() => workers.forEach((worker) => worker.kill("SIGKILL")));

it(
  "a run whose worker is killed ends with the samples of a run that nobody disturbed",
  { timeout: 240_000 },
  async () => {
    const [calm, killed] = await Promise.all([openStudio("calm"), openStudio("killed")]);
    try {
      await Promise.all([importAndStart(calm), importAndStart(killed)]);

      const first = startWorker(killed);
      await until(async () => (await finishedTasks(killed)) >= 12);
      first.kill("SIGKILL");
      await once(first, "exit");
      expect(await runState(killed)).toBe("running");
      startWorker(killed);

      startWorker(calm);
      await until(async () => (await runState(calm)) === "done");
      await until(async () => (await runState(killed)) === "done");

      const expected = await samplesOf(calm);
      expect(expected.length).toBeGreaterThan(20);
      expect(await samplesOf(killed)).toEqual(expected);
    } finally {
      await Promise.all([calm.close(), killed.close()]);
    }
  },
);

async function openStudio(name: string): Promise<Studio> {
  const home = await mkdtemp(join(tmpdir(), `gsi-${name}-`));
  const url = new URL(env().DATABASE_URL);
  const admin = connect(url.href);
  const database = `gsi_${name}_${process.pid}`;
  await admin.$executeRawUnsafe(`CREATE DATABASE "${database}"`);
  url.pathname = `/${database}`;
  const environment = { ...process.env, DATABASE_URL: url.href, GSI_HOME: home };
  await run(process.execPath, ["scripts/prisma.mjs", "migrate", "deploy"], {
    cwd: checkout,
    env: environment,
  });
  const db = connect(url.href);
  return {
    db,
    environment,
    async close() {
      for (const worker of workers.splice(0)) worker.kill("SIGKILL");
      await db.$disconnect();
      await admin.$executeRawUnsafe(`DROP DATABASE "${database}" WITH (FORCE)`);
      await admin.$disconnect();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function importAndStart(studio: Studio): Promise<void> {
  const gsi = (...args: string[]) =>
    run(process.execPath, ["cli/main.ts", ...args], { cwd: checkout, env: studio.environment });
  await gsi("import", "demo/scenes", "--scene", scenes[0]!);
  await gsi("run", "--every", "12");
}

function startWorker(studio: Studio): ChildProcess {
  const worker = spawn(process.execPath, ["workers/main.ts"], {
    cwd: checkout,
    env: studio.environment,
    stdio: "ignore",
  });
  workers.push(worker);
  return worker;
}

async function finishedTasks(studio: Studio): Promise<number> {
  return studio.db.task.count({ where: { state: "done" } });
}

async function runState(studio: Studio): Promise<string | undefined> {
  return (await studio.db.run.findFirst())?.state;
}

/** Everything that the pipeline decided, without the times at which it did. */
async function samplesOf(studio: Studio) {
  const rows = await studio.db.sample.findMany({
    orderBy: { id: "asc" },
    include: { currentRevision: true, gateVerdicts: true },
  });
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    provenance: row.provenanceHash,
    edit: row.currentRevision?.edit,
    findings: row.currentRevision?.findings,
    pictures: [row.currentRevision?.beforeHash, row.currentRevision?.afterHash],
    gate: row.gateVerdicts.map((gate) => [gate.gate, gate.verdict, gate.reasons]),
  }));
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 150));
}
