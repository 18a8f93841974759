import { execFile } from "node:child_process";
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterEach, expect, test, vi } from "vitest";
import { markProcess, writeInstance } from "./instance.ts";
import type { Postgres } from "./postgres.ts";
import { destroyHome, ensurePostgres, findRunningPostgres } from "./postgres.ts";
import { createThrowawayHome } from "./throwaway-home.ts";

const homes: string[] = [];

function newHome(): string {
  const home = createThrowawayHome();
  homes.push(home);
  return home;
}

afterEach(() => {
  vi.unstubAllEnvs();
  for (const home of homes.splice(0)) destroyHome(home);
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = ({ folder }: Postgres) =>
  Number(readFileSync(join(folder ?? "", "postmaster.pid"), "utf8").split("\n")[0]);

test("starts, is joined, stops, and comes back at the same port with its data", async () => {
  const home = newHome();
  const first = await ensurePostgres(home);
  expect(first.startedHere).toBe(true);
  expect(new URL(first.url).hostname).toBe("127.0.0.1");
  await query(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");

  const second = await ensurePostgres(home);
  expect(second.startedHere).toBe(false);
  expect(second.url).toBe(first.url);
  expect(findRunningPostgres(home)?.url).toBe(first.url);

  await first.stop();
  expect(first.isRunning()).toBe(false);
  expect(findRunningPostgres(home)).toBeUndefined();

  const third = await ensurePostgres(home);
  expect(third.startedHere).toBe(true);
  expect(third.url).toBe(first.url);
  expect(await query(third.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
});

test("listens on the loopback address only and asks for a password of its own", async () => {
  const [home, other] = [newHome(), newHome()];
  const { url } = await ensurePostgres(home);
  expect(await query(url, "SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  expect(await query(url, "SHOW unix_socket_directories")).toEqual([
    { unix_socket_directories: "" },
  ]);
  expect(await query(url, "SHOW max_connections")).toEqual([{ max_connections: "100" }]);
  expect(await query(url, "SELECT upper('é') AS upper")).toEqual([{ upper: "É" }]);
  await expect(query(url.replace(new URL(url).password, "guess"), "SELECT 1")).rejects.toThrow(
    "password authentication failed",
  );
  expect(statSync(join(home, "pg-password")).mode & 0o777).toBe(0o600);
  expect(new URL((await ensurePostgres(other)).url).password).not.toBe(new URL(url).password);
});

test("recovers from kill -9 with everything that was committed", async () => {
  const home = newHome();
  const first = await ensurePostgres(home);
  await query(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  process.kill(postmasterPid(first), "SIGKILL");
  const [second, third] = await Promise.all([ensurePostgres(home), ensurePostgres(home)]);
  expect([second.startedHere, third.startedHere]).toContain(true);
  expect(await query(second.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  expect(await query(third.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
});

test("a pid file that names somebody else's process does not keep it from starting", async () => {
  const home = newHome();
  const first = await ensurePostgres(home);
  const pidFile = join(first.folder ?? "", "postmaster.pid");
  const lines = readFileSync(pidFile, "utf8").split("\n");
  await first.stop();
  writeFileSync(pidFile, [String(process.pid), ...lines.slice(1)].join("\n"));
  expect(first.isRunning()).toBe(false);
  expect((await ensurePostgres(home)).startedHere).toBe(true);
});

test("two processes that start at once for the first time end up with one server", async () => {
  const home = newHome();
  const source = `
    import { ensurePostgres } from ${JSON.stringify(new URL("postgres.ts", import.meta.url).href)};
    console.log((await ensurePostgres(${JSON.stringify(home)})).url);`;
  const start = () => promisify(execFile)(process.execPath, ["--input-type=module", "-e", source]);
  const [one, other] = await Promise.all([start(), start()]);
  expect(one.stdout).toBe(other.stdout);
  expect(await query(one.stdout.trim(), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(readdirSync(home).filter((name) => name.includes("init"))).toEqual([]);
});

test("stopIfIdle leaves a server that somebody uses or a studio looks after", async () => {
  const home = newHome();
  const postgres = await ensurePostgres(home);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await postgres.stopIfIdle();
  expect(postgres.isRunning()).toBe(true);
  await client.end();

  const supervisor = markProcess("studio", process.pid);
  writeInstance(home, { url: "", supervisor, children: [] });
  await postgres.stopIfIdle();
  expect(postgres.isRunning()).toBe(true);

  const gone = { ...supervisor, startedAt: "another process" };
  writeInstance(home, { url: "", supervisor: gone, children: [] });
  await postgres.stopIfIdle();
  expect(postgres.isRunning()).toBe(false);
});

test("DATABASE_URL is used as it is and never stopped", async () => {
  vi.stubEnv("DATABASE_URL", "postgresql://me@db.example/studio");
  const postgres = await ensurePostgres(newHome());
  expect(postgres.url).toBe("postgresql://me@db.example/studio");
  expect(postgres.startedHere).toBe(false);
  await postgres.stop();
  expect(postgres.isRunning()).toBe(true);
});

test("a database whose password is lost is named, not replaced", async () => {
  const home = newHome();
  const { folder, stop } = await ensurePostgres(home);
  await stop();
  if (folder !== join(home, "pg")) return;
  const password = readFileSync(join(home, "pg-password"));
  rmSync(join(home, "pg-password"));
  await expect(ensurePostgres(home)).rejects.toThrow("pg-password is missing");
  writeFileSync(join(home, "pg-password"), password);
});
