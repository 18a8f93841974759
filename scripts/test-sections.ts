import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureClient, ensureWebBuild } from "./build-web.ts";
import { repositoryRoot } from "./home.ts";
import { runCommand } from "./run-command.ts";
import type { Counts } from "./test-counts.ts";
import { readPlaywrightReport, readVitestReport, sumCounts, withExitCode } from "./test-counts.ts";
import { formatDuration, paint, say } from "./terminal.ts";

export interface Section {
  name: string;
  /** Sections without which this one means nothing. */
  needs: string[];
  /** @param folder where reports may be written */
  run: (folder: string) => Promise<Counts>;
}

/** In the order in which trouble shows soonest. */
export const sections: Section[] = [
  { name: "check", needs: [], run: runChecks },
  { name: "unit", needs: [], run: (folder) => runVitest(folder, ["core", "unit"]) },
  { name: "server", needs: [], run: (folder) => runVitest(folder, ["server"]) },
  {
    name: "build",
    needs: [],
    run: () =>
      countStep("next build", async () => {
        // The build takes in the database client as it lies there.
        await ensureClient();
        await ensureWebBuild(runCommand);
      }),
  },
  { name: "browser", needs: ["build"], run: runPlaywright },
];

const program = (path: string) => join(repositoryRoot, "node_modules", path);

const PROGRAMS = {
  knip: program("knip/bin/knip.js"),
  next: program("next/dist/bin/next"),
  oxfmt: program("oxfmt/bin/oxfmt"),
  oxlint: program("oxlint/bin/oxlint"),
  playwright: program("@playwright/test/cli.js"),
  tsc: program("typescript/bin/tsc"),
  vitest: program("vitest/vitest.mjs"),
};

async function runChecks(): Promise<Counts> {
  await ensureClient();
  const node = (name: keyof typeof PROGRAMS, ...args: string[]) =>
    runCommand(name, process.execPath, [PROGRAMS[name], ...args]);
  const types = async () => {
    await node("next", "typegen");
    await node("tsc", "--noEmit");
  };
  return sumCounts([
    await countStep("format", () => node("oxfmt", "--check")),
    await countStep("lint", () => node("oxlint", "--type-aware")),
    await countStep("types", types),
    await countStep("dead code", () => node("knip")),
  ]);
}

async function countStep(name: string, work: () => Promise<unknown>): Promise<Counts> {
  const start = performance.now();
  try {
    await work();
    say(
      `  ${paint("green", "✓")} ${name} ${paint("dim", formatDuration(performance.now() - start))}`,
    );
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    say(`  ${paint("red", "✗")} ${name}`);
    say(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function runVitest(folder: string, projects: string[]): Promise<Counts> {
  await ensureClient();
  const report = join(folder, `vitest-${projects.join("-")}.json`);
  const exitCode = await runVisibly(PROGRAMS.vitest, [
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  return withExitCode(readVitestReport(report), exitCode);
}

async function runPlaywright(folder: string): Promise<Counts> {
  const report = join(folder, "playwright.json");
  const exitCode = await runVisibly(PROGRAMS.playwright, ["test", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return withExitCode(readPlaywrightReport(report), exitCode);
}

function runVisibly(script: string, args: string[], env: Record<string, string> = {}) {
  return new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: repositoryRoot,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
