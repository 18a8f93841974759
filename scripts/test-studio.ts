import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { repositoryRoot } from "./home.ts";
import { destroyHome } from "./postgres.ts";
import { createThrowawayHome } from "./throwaway-home.ts";

// The studio that the browser tests drive, in a home of its own that goes away with it. The home has
// another variable than a user's, so that nobody's data is ever taken for a throwaway.
const home = process.env.GSI_E2E_HOME;
if (!home) throw new Error("playwright.config.ts sets GSI_E2E_HOME; run: npx playwright test");
createThrowawayHome(home);
const studio = spawn(process.execPath, [join(repositoryRoot, "scripts", "studio.ts")], {
  env: { ...process.env, GSI_HOME: home, DATABASE_URL: "" },
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => studio.kill(signal));
}
const [exitCode] = (await once(studio, "exit")) as [number | null];
destroyHome(home);
process.exit(exitCode ?? 1);
