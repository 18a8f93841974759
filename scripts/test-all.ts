import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMarkedAlive, readInstance } from "./instance.ts";
import { destroyHome } from "./postgres.ts";
import { endProcessTree, processTree } from "./process-tree.ts";
import { formatDuration, paint, say } from "./terminal.ts";
import type { Counts } from "./test-counts.ts";
import { formatCounts, sumCounts } from "./test-counts.ts";
import { sections } from "./test-sections.ts";
import { isThrowawayHome } from "./throwaway-home.ts";

const GRACE_MS = 10_000;
const INTERRUPTED = 130;

interface Outcome {
  name: string;
  counts: Counts;
  note: string;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !sections.some((section) => section.name === name));
if (unknown.length > 0) {
  const names = sections.map(({ name }) => name).join(" | ");
  console.error(`There is no section ${unknown.join(", ")}.\nusage: npm test -- [${names}]...`);
  process.exit(2);
}

// Tests never touch the user's database or home, whatever the environment says.
for (const name of Object.keys(process.env)) {
  const isOurs = name.startsWith("GSI_") && name !== "GSI_SHARED";
  if (isOurs || ["DATABASE_URL", "NODE_ENV", "PORT"].includes(name)) delete process.env[name];
}
const folder = mkdtempSync(join(tmpdir(), "gsi-studio-tests-"));
chmodSync(folder, 0o755);
process.env.GSI_TEST_FOLDER = folder;

let interrupted: Promise<void> | undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    interrupted ??= cleanUp().finally(() => process.exit(INTERRUPTED));
  });
}

const outcomes = await runSections();
await cleanUp();
say();
for (const { name, counts, note } of outcomes) {
  const mark = counts.failed > 0 ? paint("red", "✗") : paint("green", "✓");
  say(`  ${mark} ${name.padEnd(8)} ${formatCounts(counts).padEnd(40)} ${paint("dim", note)}`);
}
const total = sumCounts(outcomes.map(({ counts }) => counts));
say();
say(formatCounts(total));
process.exit(total.failed > 0 ? 1 : 0);

async function runSections(): Promise<Outcome[]> {
  const done: Outcome[] = [];
  for (const section of sections) {
    if (asked.length > 0 && !asked.includes(section.name)) continue;
    say(`\n${paint("bold", section.name)}`);
    const blocked = section.needs.find((need) =>
      done.some(({ name, counts }) => name === need && counts.failed > 0),
    );
    if (blocked) {
      const note = `not run, because ${blocked} failed`;
      done.push({ name: section.name, counts: { passed: 0, failed: 1, skipped: 0 }, note });
      say(`  ${note}`);
      continue;
    }
    const start = performance.now();
    const counts = await section.run(folder);
    await interrupted;
    const note = formatDuration(performance.now() - start);
    done.push({ name: section.name, counts, note });
    say(`  ${section.name}: ${formatCounts(counts)}, ${note}`);
  }
  return done;
}

/** Ends what was started and removes every home that was made, also after a failure half-way. */
async function cleanUp(): Promise<void> {
  const children = processTree(process.pid).filter(({ parentPid }) => parentPid === process.pid);
  await Promise.all(children.map(({ pid }) => endProcessTree(pid, GRACE_MS)));
  for (const name of readdirSync(folder).filter(isThrowawayHome)) {
    const home = join(folder, name);
    const instance = readInstance(home);
    for (const mark of instance ? [instance.supervisor, ...instance.children] : []) {
      if (isMarkedAlive(mark)) await endProcessTree(mark.pid, GRACE_MS);
    }
    destroyHome(home);
  }
  rmSync(folder, { recursive: true, force: true });
}
