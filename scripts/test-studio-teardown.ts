import { destroyHome } from "./postgres.ts";

/** Removes the home that playwright.config.ts made for this run. */
export default function teardown(): void {
  const home = process.env.GSI_E2E_HOME;
  if (home) destroyHome(home);
}
