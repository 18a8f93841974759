import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "../scripts/home.ts";

const run = promisify(execFile);

/** Asks the command line about the studio under test: a second witness beside the pages. */
export function gsi(...args: string[]): Promise<string> {
  return gsiIn(process.env.GSI_E2E_HOME!, ...args);
}

/** The same with something to read. */
export async function gsiWithInput(input: string, ...args: string[]): Promise<string> {
  const running = start(process.env.GSI_E2E_HOME!, args);
  running.child.stdin!.end(input);
  return (await running).stdout;
}

/** The command line in the studio of a home. */
export async function gsiIn(home: string, ...args: string[]): Promise<string> {
  return (await start(home, args)).stdout;
}

function start(home: string, args: readonly string[]) {
  return run(process.execPath, [join(repositoryRoot, "cli/main.ts"), ...args], {
    env: { ...process.env, GSI_HOME: home, DATABASE_URL: "" },
    maxBuffer: 64 * 2 ** 20,
  });
}

type ListedSample = { id: string; state: string; operation: string; instruction: string };

/** Samples in a state, by the command line. */
export async function listSamples(state: string, operation?: string): Promise<ListedSample[]> {
  const narrowed = operation ? ["--operation", operation] : [];
  const text = await gsi(
    "sample",
    "list",
    "--state",
    state,
    ...narrowed,
    "--limit",
    "500",
    "--json",
  );
  return (JSON.parse(text) as { items: ListedSample[] }).items;
}

type ShownSample = {
  state: string;
  current: {
    number: number;
    by: string;
    edit: { instruction: string; targetBox: { center: number[] } | null };
  };
  revisions: { edit: { instruction: string } }[];
  verdicts: { kind: string; reason: string | null }[];
};

/** One sample, by the command line. */
export async function showSample(id: string): Promise<ShownSample> {
  return JSON.parse(await gsi("sample", "show", id, "--json")) as ShownSample;
}
