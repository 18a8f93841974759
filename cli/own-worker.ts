import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { logFolder, repositoryRoot, studioHome } from "../scripts/home.ts";

/** A worker of this command's own, for when no studio has one. It ends with the command, however that ends. */
export class OwnWorker {
  readonly logFile = join(logFolder(studioHome()), "worker-cli.log");
  readonly #child: ChildProcess;

  constructor() {
    mkdirSync(logFolder(studioHome()), { recursive: true });
    const log = openSync(this.logFile, "a");
    // A group of its own: Ctrl-C reaches the command alone, which then ends the worker in order.
    this.#child = spawn(
      process.execPath,
      [join(repositoryRoot, "workers", "main.ts"), "--with-parent"],
      { cwd: repositoryRoot, detached: true, stdio: ["pipe", log, log] },
    );
    closeSync(log);
  }

  /** How it ended, if it did. */
  get end(): string | null {
    const { exitCode, signalCode } = this.#child;
    return signalCode ?? (exitCode === null ? null : `exit code ${exitCode}`);
  }

  /** Lets it finish what it has in hand. */
  async stop(): Promise<void> {
    if (this.end !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await ended;
  }
}
