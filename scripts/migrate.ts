import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "./home.ts";
import { findPendingMigrations } from "./pending-migrations.ts";

/** Brings the database to the newest migration and says how many that took. */
export async function migrate(url: string): Promise<number> {
  const pending = await findPendingMigrations(url);
  if (pending.length > 0) await runPrisma(["migrate", "deploy"], { DATABASE_URL: url });
  return pending.length;
}

export async function generateClient(): Promise<void> {
  await runPrisma(["generate"]);
}

/** Runs the Prisma CLI and returns what it printed; when it fails, that is the error. */
async function runPrisma(args: string[], env: Record<string, string> = {}): Promise<string> {
  const script = join(repositoryRoot, "scripts", "prisma.mjs");
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], {
      env: { ...process.env, ...env },
    });
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`prisma ${args.join(" ")} failed:\n${stdout}${stderr}`.trim());
  }
}
