import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "core", include: ["core/**/*.test.ts"] } },
      {
        test: {
          name: "unit",
          include: ["{components,demo,scripts}/**/*.test.{ts,tsx}"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "server",
          include: ["{server,workers,cli}/**/*.test.ts"],
          globalSetup: ["scripts/test-database.ts"],
          // One database serves all files, and queues and settings in it are not per test.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
