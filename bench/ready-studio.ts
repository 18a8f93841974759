import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { repositoryRoot } from "../scripts/home.ts";

/** Runs `work` with the address of a studio of its own, without demo scenes, and stops the studio after it. */
export async function withStudio(
  environment: NodeJS.ProcessEnv,
  work: (address: string) => Promise<void>,
): Promise<void> {
  const studio = spawn(process.execPath, [join(repositoryRoot, "scripts/studio.ts"), "--no-demo"], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await work(await readyAddress(studio.stdout));
  } finally {
    studio.kill("SIGTERM");
    if (studio.exitCode === null) await once(studio, "exit");
  }
}

async function readyAddress(output: NodeJS.ReadableStream): Promise<string> {
  for await (const row of createInterface({ input: output })) {
    const address = /Ready in .*(http:\S+)/.exec(stripVTControlCharacters(row))?.[1];
    if (!address) continue;
    output.resume();
    return address;
  }
  throw new Error("the studio did not start");
}
