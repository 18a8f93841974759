import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runFolder } from "./home.ts";
import { findProcess } from "./process-table.ts";

/** A process by number and start time, which together are never used twice. */
export interface ProcessMark {
  name: string;
  pid: number;
  startedAt: string;
}

/** What a running studio writes down for the next one: itself, its URL and what it started. */
export interface Instance {
  url: string;
  supervisor: ProcessMark;
  children: ProcessMark[];
}

export function markProcess(name: string, pid: number): ProcessMark {
  return { name, pid, startedAt: findProcess(pid)?.startedAt ?? "" };
}

export function isMarkedAlive({ pid, startedAt }: ProcessMark): boolean {
  return findProcess(pid)?.startedAt === startedAt;
}

export function readInstance(home: string): Instance | undefined {
  try {
    return JSON.parse(readFileSync(instanceFile(home), "utf8")) as Instance;
  } catch {
    return undefined;
  }
}

export function writeInstance(home: string, instance: Instance): void {
  const file = instanceFile(home);
  const staging = `${file}.${process.pid}`;
  writeFileSync(staging, JSON.stringify(instance, null, 2));
  renameSync(staging, file);
}

export function removeInstance(home: string): void {
  rmSync(instanceFile(home), { force: true });
}

/** The studio that serves this home right now, if there is one. */
export function findRunningStudio(home: string): Instance | undefined {
  const instance = readInstance(home);
  return instance && isMarkedAlive(instance.supervisor) ? instance : undefined;
}

function instanceFile(home: string): string {
  return join(runFolder(home), "studio.json");
}
