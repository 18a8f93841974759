import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "@playwright/test";
import { repositoryRoot } from "../scripts/home.ts";
import type { ProcessMark } from "../scripts/instance.ts";
import { isMarkedAlive, readInstance } from "../scripts/instance.ts";
import { findFreePort } from "../scripts/ports.ts";
import { destroyHome, findRunningPostgres } from "../scripts/postgres.ts";
import { createThrowawayHome } from "../scripts/throwaway-home.ts";

interface Studio {
  process: ChildProcess;
  lines: string[];
  url: string;
}

let home: string;
let port: number;

test.beforeAll(async () => {
  home = createThrowawayHome();
  port = await findFreePort();
});

test.afterAll(() => destroyHome(home));

/** Resolves when the studio says that it is ready, or has ended. */
async function startStudio(): Promise<Studio> {
  const studio = spawn(
    process.execPath,
    [join(repositoryRoot, "scripts", "studio.ts"), "--no-demo"],
    {
      env: { ...process.env, GSI_HOME: home, PORT: String(port), DATABASE_URL: "" },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const lines: string[] = [];
  for await (const line of createInterface({ input: studio.stdout })) {
    lines.push(stripVTControlCharacters(line));
    const url = /Ready in .*(http:\S+)/.exec(lines.at(-1) ?? "")?.[1];
    if (!url) continue;
    studio.stdout.resume();
    return { process: studio, lines, url };
  }
  return { process: studio, lines, url: "" };
}

async function stopStudio({ process: studio }: Studio): Promise<number | null> {
  studio.kill("SIGTERM");
  const [exitCode] = (await once(studio, "exit")) as [number | null];
  return exitCode;
}

function childMark(name: string): ProcessMark | undefined {
  return readInstance(home)?.children.find((mark) => mark.name === name && isMarkedAlive(mark));
}

function postmasterPid(): number {
  return Number(readFileSync(join(home, "pg", "postmaster.pid"), "utf8").split("\n")[0]);
}

async function isHealthy(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/health`).catch(() => undefined);
  return response?.ok ?? false;
}

test("whatever is killed comes back, and the end leaves nothing behind", async () => {
  const studio = await startStudio();
  expect(await isHealthy(studio.url)).toBe(true);

  for (const name of ["worker", "web"]) {
    const before = childMark(name);
    expect(before).toBeDefined();
    process.kill(before?.pid ?? 0, "SIGKILL");
    await expect.poll(() => childMark(name)?.pid).not.toBe(before?.pid);
    await expect.poll(() => childMark(name)).toBeDefined();
  }
  await expect.poll(() => isHealthy(studio.url)).toBe(true);

  const address = findRunningPostgres(home)?.url;
  const killed = postmasterPid();
  process.kill(killed, "SIGKILL");
  await expect.poll(() => findRunningPostgres(home)?.url).toBe(address);
  expect(postmasterPid()).not.toBe(killed);

  const marks = readInstance(home)?.children ?? [];
  expect(await stopStudio(studio)).toBe(0);
  expect(marks.filter(isMarkedAlive)).toEqual([]);
  expect(findRunningPostgres(home)).toBeUndefined();
  expect(readInstance(home)).toBeUndefined();
});

test("a second start points to the first, and ends", async () => {
  const first = await startStudio();
  const second = await startStudio();
  if (second.process.exitCode === null) await once(second.process, "exit");
  expect(second.process.exitCode).toBe(0);
  expect(second.lines.join()).toContain(`already runs for ${home}: ${first.url}`);
  expect(await stopStudio(first)).toBe(0);
});

test("a start after kill -9 ends what was left over", async () => {
  const killed = await startStudio();
  const leftovers = readInstance(home)?.children ?? [];
  expect(leftovers.filter(isMarkedAlive).length).toBeGreaterThanOrEqual(2);
  killed.process.kill("SIGKILL");
  await once(killed.process, "exit");

  const next = await startStudio();
  expect(leftovers.filter(isMarkedAlive)).toEqual([]);
  expect(await isHealthy(next.url)).toBe(true);
  expect(await stopStudio(next)).toBe(0);
  expect(findRunningPostgres(home)).toBeUndefined();
});
