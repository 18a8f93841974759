import { defineConfig } from "@playwright/test";
import { GL_ARGS, SANDBOX_ARGS, findBrowser } from "./scripts/browser.mjs";
import { findFreePort } from "./scripts/ports.ts";
import { nameThrowawayHome } from "./scripts/throwaway-home.ts";

// Playwright's workers read this file again: what was chosen once is handed on in the environment.
const browser = (process.env.CHROMIUM_PATH ??= (await findBrowser()).path);
const port = (process.env.GSI_E2E_PORT ??= String(await findFreePort()));
const home = (process.env.GSI_E2E_HOME ??= nameThrowawayHome());
const origin = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: origin,
    viewport: { width: 1280, height: 720 },
    launchOptions: { executablePath: browser, args: [...GL_ARGS, ...SANDBOX_ARGS] },
    actionTimeout: 15_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
  webServer: {
    command: "node scripts/test-studio.ts",
    url: `${origin}/api/health`,
    env: {
      GSI_E2E_HOME: home,
      PORT: port,
      // Nobody answers there: what is looked at is what the pages tell of it.
      GSI_GATE_URL: "http://127.0.0.1:9/e2e-gate/v1",
      GSI_GATE_MODEL: "e2e-seer",
      GSI_GATE_KEY: "sk-e2e-never-shown",
    },
    timeout: 300_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
  },
});
