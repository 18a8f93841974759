import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProcessEntry } from "./process-table.ts";
import { findProcess, listProcesses } from "./process-table.ts";

const POLL_MS = 50;
const KILL_WAIT_MS = 2_000;

/** A process with everything that it started, also where a parent in between is gone. */
export function processTree(pid: number): ProcessEntry[] {
  const everyone = listProcesses();
  const tree = everyone.filter((entry) => entry.pid === pid || entry.groupId === pid);
  for (const member of tree) {
    for (const entry of everyone) {
      if (entry.parentPid === member.pid && !tree.includes(entry)) tree.push(entry);
    }
  }
  return tree;
}

/**
 * Ends a process and all below it: SIGTERM to the process itself, then to what it left behind, and
 * after the grace period SIGKILL to whatever still lives.
 */
export async function endProcessTree(pid: number, graceMs: number): Promise<void> {
  if (process.platform === "win32") {
    execFileSync("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  const tree = processTree(pid);
  const root = tree.filter((entry) => entry.pid === pid);
  const deadline = performance.now() + graceMs;
  signalAll(root, "SIGTERM");
  await gone(root, deadline);
  signalAll(tree, "SIGTERM");
  if (await gone(tree, deadline)) return;
  signalAll([...tree, ...processTree(pid)], "SIGKILL");
  await gone(tree, performance.now() + KILL_WAIT_MS);
}

async function gone(entries: ProcessEntry[], deadline: number): Promise<boolean> {
  while (entries.some(isStill)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

function signalAll(entries: ProcessEntry[], signal: NodeJS.Signals): void {
  for (const entry of entries.filter(isStill)) {
    try {
      process.kill(entry.pid, signal);
    } catch {
      // it ended by itself in the meantime
    }
  }
}

function isStill(entry: ProcessEntry): boolean {
  return findProcess(entry.pid)?.startedAt === entry.startedAt;
}
