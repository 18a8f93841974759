import type { ChildProcess } from "node:child_process";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { connect } from "#server/db.ts";
import { createOwnDatabase } from "#server/test/own-database.ts";

const run = promisify(execFile);
const checkout = new URL("../..", import.meta.url).pathname;

/** A studio of its own: a database beside the test database, a home folder, and workers as processes. */
export type StudioProcess = {
  readonly db: ReturnType<typeof connect>;
  readonly home: string;
  /** All that its processes have printed so far. */
  printed(): string;
  gsi(...args: string[]): Promise<void>;
  startWorker(): ChildProcess;
  close(): Promise<void>;
};

/** Opens one under a name that no other test uses, with these variables for its processes. */
export async function openStudio(
  name: string,
  variables: Record<string, string> = {},
): Promise<StudioProcess> {
  const home = await mkdtemp(join(tmpdir(), `gsi-${name}-`));
  const database = await createOwnDatabase(name);
  const { url } = database;
  const environment = { ...process.env, ...variables, DATABASE_URL: url, GSI_HOME: home };
  const inCheckout = { cwd: checkout, env: environment };
  await run(process.execPath, ["scripts/prisma.mjs", "migrate", "deploy"], inCheckout);
  const db = connect(url);
  const workers: ChildProcess[] = [];
  let text = "";
  return {
    db,
    home,
    printed: () => text,
    async gsi(...args) {
      const { stdout, stderr } = await run(process.execPath, ["cli/main.ts", ...args], inCheckout);
      text += stdout + stderr;
    },
    startWorker() {
      const worker = spawn(process.execPath, ["workers/main.ts"], {
        ...inCheckout,
        stdio: ["ignore", "pipe", "pipe"],
      });
      for (const stream of [worker.stdout, worker.stderr])
        stream.setEncoding("utf8").on("data", (part: string) => (text += part));
      workers.push(worker);
      return worker;
    },
    async close() {
      for (const worker of workers) worker.kill("SIGKILL");
      await db.$disconnect();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Ends a worker as a power cut would. */
export async function killWorker(worker: ChildProcess): Promise<void> {
  worker.kill("SIGKILL");
  await once(worker, "exit");
}

/** Waits for a condition. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 150));
}
