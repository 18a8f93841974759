import { setTimeout as sleep } from "node:timers/promises";
import { join } from "node:path";
import { messageOf } from "#server/errors.ts";
import { logFolder, prepareHome, runFolder, studioHome } from "./home.ts";
import { firstOwnerPath } from "./first-owner.ts";
import { findRunningStudio } from "./instance.ts";
import { tryLock } from "./lock.ts";
import type { StudioOptions } from "./studio-options.ts";
import { parseStudioOptions, studioUsage } from "./studio-options.ts";
import { Supervisor } from "./supervisor.ts";
import { formatDuration, paint, say, sayRow } from "./terminal.ts";
import { warmPages } from "./warm-pages.ts";

const PATIENCE_MS = 1_000;
const URL_POLL_MS = 50;
const URL_POLLS_MAX = 40;

// Whoever reads the output may go away first.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

process.exit(await main(process.argv.slice(2)));

async function main(args: string[]): Promise<number> {
  let options: StudioOptions | undefined;
  try {
    options = parseStudioOptions(args);
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${studioUsage}`);
    return 2;
  }
  if (!options) {
    say(studioUsage);
    return 0;
  }
  const home = studioHome();
  prepareHome(home);
  const release = tryLock(join(runFolder(home), "studio.lock"));
  if (!release) {
    say(`GSI Studio already runs for ${home}: ${await urlOfRunning(home)}`);
    return 0;
  }
  try {
    return await runStudio(home, options);
  } finally {
    release();
  }
}

async function runStudio(home: string, options: StudioOptions): Promise<number> {
  const start = performance.now();
  const supervisor = new Supervisor(home, options);
  const stopped = stopOnSignal(supervisor);
  say(paint("bold", "GSI Studio"));
  sayRow("home", home);
  try {
    const url = await supervisor.start();
    say();
    say(`  Ready in ${formatDuration(performance.now() - start)}: ${paint(["bold", "cyan"], url)}`);
    if (options.accounts) {
      const path = await firstOwnerPath(supervisor.databaseUrl);
      if (path) say(`  Nobody has an account yet. Become owner: ${paint("cyan", url + path)}`);
    }
    void warmPages(url);
    say(`  Ctrl-C stops everything. Logs are in ${logFolder(home)}`);
  } catch (error) {
    if (!supervisor.isStopping) {
      console.error(`\n${messageOf(error)}`);
      await supervisor.stop();
      return 1;
    }
  }
  await stopped;
  say("  Stopped.");
  return 0;
}

/** Terminal, npm and the launcher may each pass the same Ctrl-C on: only a later one means hurry. */
function stopOnSignal(supervisor: Supervisor): Promise<void> {
  return new Promise((resolve, reject) => {
    let firstAt: number | undefined;
    const onSignal = () => {
      if (firstAt === undefined) {
        firstAt = performance.now();
        say("\n  Stopping (Ctrl-C again to wait for nobody)");
        supervisor.stop().then(resolve, reject);
      } else if (performance.now() - firstAt > PATIENCE_MS) {
        void supervisor.stopNow();
      }
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  });
}

/** The other studio writes its address down in its first moments. */
async function urlOfRunning(home: string): Promise<string> {
  for (let poll = 0; poll < URL_POLLS_MAX; poll += 1) {
    const url = findRunningStudio(home)?.url;
    if (url) return url;
    await sleep(URL_POLL_MS);
  }
  return "it is just starting";
}
