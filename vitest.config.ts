import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Left to itself, Vitest would leave one of two cores idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
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
          setupFiles: ["scripts/own-test-database.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
