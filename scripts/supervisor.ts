import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "#server/errors.ts";
import { ensureClient, ensureWebBuild } from "./build-web.ts";
import { importDemoScenes, lookForScenes } from "./demo-scenes.ts";
import { becomesHealthy } from "./health.ts";
import { logFolder, repositoryRoot } from "./home.ts";
import type { Instance } from "./instance.ts";
import {
  isMarkedAlive,
  markProcess,
  readInstance,
  removeInstance,
  writeInstance,
} from "./instance.ts";
import { migrate } from "./migrate.ts";
import { findFreePortFrom } from "./ports.ts";
import type { Postgres } from "./postgres.ts";
import { ensurePostgres } from "./postgres.ts";
import { endProcessTree, processTree } from "./process-tree.ts";
import { runCommand } from "./run-command.ts";
import type { StudioOptions } from "./studio-options.ts";
import { SupervisedProcess } from "./supervised-process.ts";
import { paint, say, sayRow, step } from "./terminal.ts";

const LEFTOVER_GRACE_MS = 3_000;
const COMMAND_GRACE_MS = 2_000;
const WEB_GRACE_MS = 5_000;
const WORKER_GRACE_MS = 15_000;
const HEALTHY_WITHIN_MS = 60_000;
const WATCH_MS = 1_000;

/** Brings up everything that the studio is made of, keeps it up, and takes it down again. */
export class Supervisor {
  readonly #home: string;
  readonly #options: StudioOptions;
  readonly #instance: Instance;
  readonly #env: Record<string, string>;
  #postgres: Postgres | undefined;
  #processes: SupervisedProcess[] = [];
  #stopping: Promise<void> | undefined;

  constructor(home: string, options: StudioOptions) {
    this.#home = home;
    this.#options = options;
    this.#instance = { url: "", supervisor: markProcess("studio", process.pid), children: [] };
    this.#env = { GSI_HOME: home, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  }

  /** The address to open, once all is up. The caller holds the home's lock. */
  async start(): Promise<string> {
    await this.#endLeftovers();
    const port = await this.#choosePort();
    const postgres = await step(
      "postgres",
      () => this.#startPostgres(),
      ({ url, folder }) =>
        folder ? `${hostOf(url)}, data in ${folder}` : `yours at ${hostOf(url)}`,
    );
    await step("client", ensureClient, (state) => `database client ${state}`);
    await step(
      "schema",
      () => migrate(postgres.url),
      (count) => (count ? `${count} migrations applied` : "up to date"),
    );
    await step(
      "build",
      () =>
        ensureWebBuild(this.#run, () => sayRow("build", "building the web app, up to a minute")),
      (state) => `web app ${state}`,
    );
    await step(
      "worker",
      () => this.#startWorker(),
      () => "started",
    );
    await step(
      "web",
      () => this.#startWeb(port),
      () => "answers",
    );
    await this.#fillEmptyDatabase(postgres.url);
    void this.#watchPostgres();
    return this.#instance.url;
  }

  /** Web and worker first, then what else was started, Postgres last. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  /** Where the database is, once it is up. */
  get databaseUrl(): string {
    return this.#env.DATABASE_URL ?? "";
  }

  get isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  /** For the impatient: no time to finish for anyone but the database. */
  async stopNow(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.stop(0)));
  }

  async #stopAll(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.stop()));
    const commands = processTree(process.pid).filter(({ parentPid }) => parentPid === process.pid);
    await Promise.all(commands.map(({ pid }) => endProcessTree(pid, COMMAND_GRACE_MS)));
    if (this.#postgres?.startedHere) await this.#postgres.stop();
    removeInstance(this.#home);
    await this.#postgres?.stopIfIdle();
  }

  /** What a studio that was killed left running. A mark fits one process only, so no other is hit. */
  async #endLeftovers(): Promise<void> {
    const leftovers = readInstance(this.#home)?.children.filter(isMarkedAlive) ?? [];
    for (const { name, pid } of leftovers) {
      await endProcessTree(pid, LEFTOVER_GRACE_MS);
      sayRow("repair", `ended ${name} (${pid}), left over from a studio that was killed`);
    }
  }

  async #choosePort(): Promise<number> {
    const { port: wanted, host } = this.#options;
    const port = await findFreePortFrom(wanted);
    if (port !== wanted) sayRow("port", `${wanted} is taken, using ${port}`);
    this.#instance.url = `http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host}:${port}`;
    writeInstance(this.#home, this.#instance);
    return port;
  }

  async #startPostgres(): Promise<Postgres> {
    const postgres = await ensurePostgres(this.#home, (line) => sayRow("postgres", line));
    this.#postgres = postgres;
    this.#env.DATABASE_URL = postgres.url;
    return postgres;
  }

  async #startWeb(port: number): Promise<void> {
    const next = join(repositoryRoot, "node_modules", "next", "dist", "bin", "next");
    const args = [next, "start", "-H", this.#options.host, "-p", String(port)];
    this.#startProcess("web", args, WEB_GRACE_MS);
    const healthy = await becomesHealthy(`${this.#instance.url}/api/health`, HEALTHY_WITHIN_MS);
    if (!healthy) throw new Error(`The web app does not answer; see ${this.#logFile("web")}.`);
  }

  #startWorker(): void {
    this.#startProcess("worker", [join(repositoryRoot, "workers", "main.ts")], WORKER_GRACE_MS);
  }

  #startProcess(name: string, args: string[], graceMs: number): void {
    mkdirSync(logFolder(this.#home), { recursive: true });
    const supervised = new SupervisedProcess({
      name,
      args,
      env: this.#env,
      logFile: this.#logFile(name),
      graceMs,
      onStart: (pid) => this.#record(name, pid),
    });
    this.#processes.push(supervised);
    supervised.start();
  }

  readonly #run = (name: string, command: string, args: string[]): Promise<string> =>
    runCommand(name, command, args, this.#env, (pid) => this.#record(name, pid));

  #record(name: string, pid: number): void {
    const others = this.#instance.children.filter(isMarkedAlive);
    this.#instance.children = [...others, markProcess(name, pid)];
    writeInstance(this.#home, this.#instance);
  }

  async #fillEmptyDatabase(url: string): Promise<void> {
    const { count, wantsDemo } = await lookForScenes(url);
    if (!wantsDemo || !this.#options.demo) {
      sayRow("scenes", String(count));
      return;
    }
    await step(
      "scenes",
      () => importDemoScenes(this.#run),
      () => "demo scenes imported, their samples are being made",
    );
  }

  /** A server that dies comes back at the same port; only if that is taken must the others restart. */
  async #watchPostgres(): Promise<void> {
    while (!this.#stopping) {
      await sleep(WATCH_MS, undefined, { ref: false });
      if (this.#stopping || this.#postgres?.isRunning()) continue;
      say(`  ${paint("red", "postgres".padEnd(10))} is gone, starts again`);
      try {
        const before = this.#env.DATABASE_URL;
        await this.#startPostgres();
        if (this.#env.DATABASE_URL !== before) await this.#restartProcesses();
      } catch (error) {
        say(`  ${paint("red", "postgres".padEnd(10))} ${messageOf(error)}`);
      }
    }
  }

  async #restartProcesses(): Promise<void> {
    for (const supervised of this.#processes) {
      await supervised.stop();
      supervised.start();
    }
  }

  #logFile(name: string): string {
    return join(logFolder(this.#home), `${name}.log`);
  }
}

function hostOf(url: string): string {
  return new URL(url).host;
}
