import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

export interface ProcessEntry {
  pid: number;
  parentPid: number;
  groupId: number;
  /** Differs between two processes that had the same pid one after the other. */
  startedAt: string;
  command: string;
}

const HAS_PROC = process.platform === "linux";

/** Every process of this machine that we may see; zombies, which are dead already, left out. */
export function listProcesses(): ProcessEntry[] {
  if (process.platform === "win32") return [];
  if (!HAS_PROC) return parsePs(runPs(["-A"]));
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProc(Number(name)) ?? []);
}

export function findProcess(pid: number): ProcessEntry | undefined {
  if (process.platform === "win32") return undefined;
  return HAS_PROC ? readProc(pid) : parsePs(runPs(["-p", String(pid)]))[0];
}

/** Also true for a process of another user. */
export function isAlive(pid: number): boolean {
  if (HAS_PROC) return readProc(pid) !== undefined;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function readProc(pid: number): ProcessEntry | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in brackets and may itself hold brackets and blanks.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    return {
      pid,
      parentPid: Number(fields[1]),
      groupId: Number(fields[2]),
      startedAt: `${bootId()}/${fields[19]}`,
      command: readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim(),
    };
  } catch {
    return undefined;
  }
}

let cachedBootId: string | undefined;

function bootId(): string {
  cachedBootId ??= readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return cachedBootId;
}

function runPs(selection: string[]): string {
  try {
    return execFileSync("ps", ["-o", "pid=,ppid=,pgid=,stat=,lstart=,command=", ...selection], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    });
  } catch {
    return "";
  }
}

/** `lstart` is five words: weekday, month, day, time and year. */
const PS_LINE = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+((?:\S+\s+){4}\S+)\s+(.*)$/;

function parsePs(output: string): ProcessEntry[] {
  return output.split("\n").flatMap((line) => {
    const [, pid, parentPid, groupId, state, startedAt, command] = PS_LINE.exec(line) ?? [];
    if (!pid || !startedAt || command === undefined || state?.startsWith("Z")) return [];
    return {
      pid: Number(pid),
      parentPid: Number(parentPid),
      groupId: Number(groupId),
      startedAt,
      command,
    };
  });
}
