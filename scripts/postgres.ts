import { existsSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { prepareHome } from "./home.ts";
import { findFreePort, isPortFree } from "./ports.ts";
import type { Cluster } from "./postgres-cluster.ts";
import { databaseUser, findCluster, prepareCluster, runProgram } from "./postgres-cluster.ts";
import { findProcess, isAlive } from "./process-table.ts";
import { findRunningStudio } from "./instance.ts";

const DATABASE = "gsi";
const READY_WITHIN_MS = 20_000;
const RECOVERED_WITHIN_MS = 300_000;
const RETRY_MS = 250;
const LEFT_WITHIN_MS = 2_000;
const LOG_BYTES_MAX = 10_000_000;
const WRONG_PASSWORD = "28P01";
const STARTING_UP = "57P03";
const ALREADY_THERE = new Set(["42P04", "23505"]);

export interface Postgres {
  url: string;
  /** Whether this call started the server, rather than found it running. */
  startedHere: boolean;
  /** The data folder; undefined for a server of the user's own. */
  folder?: string;
  isRunning: () => boolean;
  stop: () => Promise<void>;
  /** Stops the server unless another program uses it or a running studio looks after it. */
  stopIfIdle: () => Promise<void>;
}

/**
 * Makes sure that the home's Postgres runs and says how to reach it: on the loopback address only,
 * at the port of last time where that is free. DATABASE_URL takes precedence and is never stopped.
 */
export async function ensurePostgres(
  home: string,
  log: (line: string) => void = console.error,
): Promise<Postgres> {
  if (process.env.DATABASE_URL) return external(process.env.DATABASE_URL);
  prepareHome(home);
  const cluster = prepareCluster(home, log);
  const { port, startedHere } = await startServer(cluster);
  const url = urlOf(cluster, port, DATABASE);
  return {
    url,
    startedHere,
    folder: cluster.folder,
    isRunning: () => findServer(cluster) !== undefined,
    stop: async () => stopServer(cluster),
    async stopIfIdle() {
      if (findRunningStudio(home) || (await hasOtherClients(url))) return;
      stopServer(cluster);
    },
  };
}

/** The running embedded server of a home, without starting or creating anything. */
export function findRunningPostgres(home: string): { url: string } | undefined {
  const cluster = findCluster(home);
  const server = cluster && findServer(cluster);
  return server && { url: urlOf(cluster, server.port, DATABASE) };
}

/** Stops the embedded server of a home, if it runs, and removes the home with all its data. */
export function destroyHome(home: string): void {
  const cluster = findCluster(home);
  if (cluster) {
    stopServer(cluster);
    rmSync(cluster.folder, { recursive: true, force: true });
  }
  rmSync(home, { recursive: true, force: true });
}

function external(url: string): Postgres {
  const nothing = async () => {};
  return { url, startedHere: false, isRunning: () => true, stop: nothing, stopIfIdle: nothing };
}

/**
 * Starts the server, or joins the one that runs. A server killed a moment ago still blocks its data
 * folder, one that starts or recovers refuses clients: both pass, so it tries until it is answered.
 */
async function startServer(cluster: Cluster): Promise<{ port: number; startedHere: boolean }> {
  const start = performance.now();
  for (let startedHere = false; ;) {
    try {
      const running = findServer(cluster);
      const port = running?.port ?? (await choosePort(cluster));
      if (!running) {
        removeStalePidFile(cluster);
        launch(cluster, port);
        startedHere = true;
      }
      await createDatabase(urlOf(cluster, port, "postgres"));
      return { port, startedHere };
    } catch (error) {
      const patienceMs = codeOf(error) === STARTING_UP ? RECOVERED_WITHIN_MS : READY_WITHIN_MS;
      if (codeOf(error) === WRONG_PASSWORD || performance.now() - start > patienceMs) throw error;
      await sleep(RETRY_MS);
    }
  }
}

function launch(cluster: Cluster, port: number): void {
  const log = join(cluster.folder, "server.log");
  if (existsSync(log) && statSync(log).size > LOG_BYTES_MAX) renameSync(log, `${log}.1`);
  const options = [
    `-p ${port}`,
    "-c listen_addresses=127.0.0.1",
    "-c unix_socket_directories=''",
    "-c max_connections=100",
  ];
  try {
    runProgram(cluster, cluster.binaries.pgCtl, [
      "start",
      "--wait",
      `--pgdata=${cluster.folder}`,
      `--log=${log}`,
      `--options=${options.join(" ")}`,
    ]);
  } catch {
    const lastLines = readLines(log).slice(-4).join("\n");
    throw new Error(
      `Postgres does not start on ${cluster.folder}. The end of ${log}:\n${lastLines}`,
    );
  }
}

function stopServer(cluster: Cluster): void {
  if (!findServer(cluster)) return;
  const stop = (mode: string) =>
    runProgram(cluster, cluster.binaries.pgCtl, [
      "stop",
      "--wait",
      `--mode=${mode}`,
      `--pgdata=${cluster.folder}`,
    ]);
  try {
    stop("fast");
  } catch (error) {
    if (findServer(cluster)) stop("immediate");
    else if (existsSync(pidFile(cluster))) throw error;
  }
}

/** What postmaster.pid says, if the process it names really serves this folder. */
function findServer(cluster: Cluster): { pid: number; port: number } | undefined {
  const [pid, , , port] = readLines(pidFile(cluster)).map(Number);
  if (!pid || !port || !isAlive(pid)) return undefined;
  const process = findProcess(pid);
  return process && !process.command.includes(cluster.folder) ? undefined : { pid, port };
}

/** After a crash the number in the file may belong to any process by now, and Postgres would wait. */
function removeStalePidFile(cluster: Cluster): void {
  const [pid] = readLines(pidFile(cluster)).map(Number);
  const process = pid ? findProcess(pid) : undefined;
  if (process && !process.command.includes(cluster.folder))
    rmSync(pidFile(cluster), { force: true });
}

async function choosePort(cluster: Cluster): Promise<number> {
  const [lastCommand = ""] = readLines(join(cluster.folder, "postmaster.opts"));
  const last = Number(/"-p" "(\d+)"/.exec(lastCommand)?.[1]);
  return last && (await isPortFree(last)) ? last : findFreePort();
}

async function createDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (found.rowCount) return;
    await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: unknown) => {
      if (!ALREADY_THERE.has(codeOf(error))) throw error;
    });
  });
}

/** Whether others use the server. Who has just ended gets a moment to be taken off its list. */
async function hasOtherClients(url: string): Promise<boolean> {
  const deadline = performance.now() + LEFT_WITHIN_MS;
  while (await listsOtherClients(url)) {
    if (performance.now() > deadline) return true;
    await sleep(RETRY_MS);
  }
  return false;
}

async function listsOtherClients(url: string): Promise<boolean> {
  try {
    return await withClient(url, async (client) => {
      const { rowCount } = await client.query(
        "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
      );
      return Boolean(rowCount);
    });
  } catch {
    return false;
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A server that goes away is reported by the query in hand.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf({ password }: Cluster, port: number, database: string): string {
  return `postgresql://${databaseUser}:${password}@127.0.0.1:${port}/${database}`;
}

function pidFile({ folder }: Cluster): string {
  return join(folder, "postmaster.pid");
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
