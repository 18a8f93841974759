import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { repositoryRoot } from "../scripts/home.ts";
import { findFreePort } from "../scripts/ports.ts";
import { destroyHome } from "../scripts/postgres.ts";
import { createThrowawayHome } from "../scripts/throwaway-home.ts";

/** The built app with everything around it, in a home of its own that goes away with it. */
export type OwnStudio = {
  readonly home: string;
  readonly address: string;
  /** The environment in which commands reach it. */
  readonly environment: NodeJS.ProcessEnv;
  close(): Promise<void>;
};

/** Starts one, with the demo scenes or empty, and waits until it answers. */
export async function startOwnStudio(...options: string[]): Promise<OwnStudio> {
  const home = createThrowawayHome();
  const port = String(await findFreePort());
  const environment = { ...process.env, GSI_HOME: home, DATABASE_URL: "", PORT: port };
  const studio = spawn(process.execPath, [join(repositoryRoot, "scripts/studio.ts"), ...options], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await addressOf(studio);
  return {
    home,
    address,
    environment,
    async close() {
      studio.kill("SIGTERM");
      if (studio.exitCode === null) await once(studio, "exit");
      destroyHome(home);
    },
  };
}

async function addressOf(studio: ChildProcess): Promise<string> {
  for await (const row of createInterface({ input: studio.stdout! })) {
    const address = /Ready in .*(http:\S+)/.exec(stripVTControlCharacters(row))?.[1];
    if (!address) continue;
    studio.stdout!.resume();
    return address.replace(/\/$/, "");
  }
  throw new Error("the studio did not start");
}
