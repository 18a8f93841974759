import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { BrowserContext, Page } from "@playwright/test";
import { chromium } from "@playwright/test";
import { GL_ARGS, SANDBOX_ARGS, findBrowser } from "../scripts/browser.mjs";

/** A browser with a profile on disk, which can be ended like by a power cut and started again with what it kept. */
export class KillableBrowser {
  private readonly profile: string;
  private readonly program: string;
  private process: ChildProcess | null = null;
  private context: BrowserContext | null = null;

  private constructor(profile: string, program: string) {
    this.profile = profile;
    this.program = program;
  }

  static async create(): Promise<KillableBrowser> {
    const profile = await mkdtemp(join(tmpdir(), "gsi-soak-profile-"));
    return new KillableBrowser(profile, (await findBrowser()).path);
  }

  /** Starts it and opens an empty page. */
  async start(): Promise<Page> {
    const browser = spawn(
      this.program,
      [
        ...GL_ARGS,
        ...SANDBOX_ARGS,
        "--headless",
        "--remote-debugging-port=0",
        `--user-data-dir=${this.profile}`,
        "about:blank",
      ],
      { stdio: ["ignore", "ignore", "pipe"], detached: true },
    );
    this.process = browser;
    this.context = await connectTo(browser);
    return this.openPage();
  }

  /** Opens a page and closes all others, crashed ones too. */
  async openPage(): Promise<Page> {
    const before = this.context!.pages();
    const page = await this.context!.newPage();
    for (const old of before) await old.close().catch(() => null);
    await page.setViewportSize({ width: 1280, height: 720 });
    page.setDefaultTimeout(10_000);
    return page;
  }

  /** Ends all its processes at once. */
  async kill(): Promise<void> {
    const { process: browser } = this;
    this.process = null;
    if (!browser?.pid || browser.exitCode !== null) return;
    const ended = once(browser, "exit");
    process.kill(-browser.pid, "SIGKILL");
    await ended;
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function connectTo(browser: ChildProcess): Promise<BrowserContext> {
  for await (const row of createInterface({ input: browser.stderr! })) {
    const endpoint = /DevTools listening on (ws:\S+)/.exec(row)?.[1];
    if (!endpoint) continue;
    browser.stderr!.resume();
    return (await chromium.connectOverCDP(endpoint)).contexts()[0]!;
  }
  throw new Error("the browser did not start");
}
