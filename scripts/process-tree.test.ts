import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { findProcess, isAlive } from "./process-table.ts";
import { endProcessTree, processTree } from "./process-tree.ts";

/** A process that starts a child of its own and prints the child's pid; `stubborn` ones ignore SIGTERM. */
function parentSource(stubborn: boolean): string {
  const idle = `${stubborn ? 'process.on("SIGTERM", () => {});' : ""} setInterval(() => {}, 1000);`;
  return `
    const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, ["-e", ${JSON.stringify(`${idle} console.log("up")`)}], { stdio: ["ignore", "pipe", "ignore"] });
    child.stdout.once("data", () => console.log(child.pid));
    ${idle}`;
}

async function startFamily(stubborn: boolean): Promise<{ parent: ChildProcess; pids: number[] }> {
  const parent = spawn(process.execPath, ["-e", parentSource(stubborn)], {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [output] = (await once(parent.stdout, "data")) as [Buffer];
  return { parent, pids: [parent.pid ?? 0, Number(output.toString())] };
}

test("sees a process with its children", async () => {
  const { parent, pids } = await startFamily(false);
  const seen = processTree(parent.pid ?? 0).map(({ pid }) => pid);
  expect(new Set(seen)).toEqual(new Set(pids));
  await endProcessTree(parent.pid ?? 0, 5_000);
});

test("ends the whole family, and does not wait longer than it takes", async () => {
  const { parent, pids } = await startFamily(false);
  const start = performance.now();
  await endProcessTree(parent.pid ?? 0, 20_000);
  expect(pids.filter(isAlive)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(10_000);
});

test("kills those that do not listen", async () => {
  const { parent, pids } = await startFamily(true);
  await endProcessTree(parent.pid ?? 0, 300);
  expect(pids.filter(isAlive)).toEqual([]);
});

test("ends children whose parent was killed before", async () => {
  const { parent, pids } = await startFamily(false);
  process.kill(parent.pid ?? 0, "SIGKILL");
  await once(parent, "exit");
  expect(pids.filter(isAlive)).toEqual([pids[1]]);
  await endProcessTree(parent.pid ?? 0, 5_000);
  expect(pids.filter(isAlive)).toEqual([]);
});

test("two processes are told apart by when they started", async () => {
  const first = findProcess(process.pid);
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  await once(child, "spawn");
  await sleep(20);
  expect(findProcess(child.pid ?? 0)?.startedAt).not.toBe(first?.startedAt);
  expect(findProcess(process.pid)).toEqual(first);
  child.kill("SIGKILL");
});
