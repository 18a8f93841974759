import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { endProcessTree } from "./process-tree.ts";
import { repositoryRoot } from "./home.ts";
import { RotatingLog } from "./rotating-log.ts";
import { formatDuration, paint, say } from "./terminal.ts";

const BACKOFF_FIRST_MS = 500;
const BACKOFF_LAST_MS = 30_000;
/** Whoever lived this long starts again from the first delay. */
const HEALTHY_AFTER_MS = 60_000;
const COMPLAINTS_MAX = 6;
const COMPLAINTS_WINDOW_MS = 10_000;

export interface ProcessPlan {
  name: string;
  /** Arguments of Node. */
  args: string[];
  env: Record<string, string>;
  logFile: string;
  /** Time to finish after SIGTERM. */
  graceMs: number;
  onStart: (pid: number) => void;
}

/** A child that is kept alive until it is told to stop. */
export class SupervisedProcess {
  readonly #plan: ProcessPlan;
  readonly #log: RotatingLog;
  #pid: number | undefined;
  #stopping = false;
  #failures = 0;
  #complaints = 0;
  #complainingSince = 0;
  #restart: NodeJS.Timeout | undefined;

  constructor(plan: ProcessPlan) {
    this.#plan = plan;
    this.#log = new RotatingLog(plan.logFile);
  }

  get pid(): number | undefined {
    return this.#pid;
  }

  start(): void {
    this.#stopping = false;
    const { name, args, env } = this.#plan;
    const startedAt = performance.now();
    this.#log.write(`--- ${name} starts ${new Date().toISOString()}\n`);
    // A group of its own: Ctrl-C reaches the supervisor alone, which then ends things in order.
    const child = spawn(process.execPath, args, {
      cwd: repositoryRoot,
      detached: true,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (chunk: Buffer) => this.#log.write(chunk));
    createInterface({ input: child.stderr }).on("line", (line) => {
      this.#log.write(`${line}\n`);
      if (line.trim()) this.#complain(line);
    });
    child.on("error", (error) => this.#log.write(`${error.message}\n`));
    child.on("exit", (code, signal) => {
      this.#pid = undefined;
      if (this.#stopping) return;
      if (performance.now() - startedAt > HEALTHY_AFTER_MS) this.#failures = 0;
      const delayMs = Math.min(BACKOFF_FIRST_MS * 2 ** this.#failures, BACKOFF_LAST_MS);
      this.#failures += 1;
      const end = signal ?? `exit code ${code}`;
      say(
        `  ${paint("red", name.padEnd(10))} ended (${end}), starts again in ${formatDuration(delayMs)}; log in ${this.#log.file}`,
      );
      this.#restart = setTimeout(() => this.start(), delayMs);
    });
    this.#pid = child.pid;
    if (child.pid) this.#plan.onStart(child.pid);
  }

  /** Shows an error where the user looks, but never a flood of them: all are in the log. */
  #complain(line: string): void {
    const now = performance.now();
    if (now - this.#complainingSince > COMPLAINTS_WINDOW_MS) {
      this.#complainingSince = now;
      this.#complaints = 0;
    }
    this.#complaints += 1;
    if (this.#complaints > COMPLAINTS_MAX) return;
    const text = this.#complaints < COMPLAINTS_MAX ? line : `more in ${this.#log.file}`;
    say(`  ${paint("yellow", this.#plan.name.padEnd(10))} ${text}`);
  }

  async stop(graceMs = this.#plan.graceMs): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    if (this.#pid) await endProcessTree(this.#pid, graceMs);
  }
}
