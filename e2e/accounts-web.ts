import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { becomesHealthy } from "../scripts/health.ts";
import { repositoryRoot } from "../scripts/home.ts";
import { findFreePort } from "../scripts/ports.ts";
import { findRunningPostgres } from "../scripts/postgres.ts";

type AccountsWeb = { readonly address: string; close(): Promise<void> };

/** A second web process over the data of the studio under test, in which people have to sign in. */
export async function startAccountsWeb(): Promise<AccountsWeb> {
  const home = process.env.GSI_E2E_HOME!;
  const port = String(await findFreePort());
  const next = join(repositoryRoot, "node_modules/next/dist/bin/next");
  const web = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", port], {
    cwd: repositoryRoot,
    env: {
      ...process.env,
      GSI_AUTH: "accounts",
      GSI_HOME: home,
      DATABASE_URL: findRunningPostgres(home)!.url,
      NODE_ENV: "production",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const close = async () => {
    web.kill("SIGTERM");
    if (web.exitCode === null && web.signalCode === null) await once(web, "exit");
  };
  const address = `http://127.0.0.1:${port}`;
  if (await becomesHealthy(`${address}/api/health`, 60_000)) return { address, close };
  await close();
  throw new Error("the web app with accounts does not answer");
}
