import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "./migrate.ts";
import { destroyHome, ensurePostgres } from "./postgres.ts";
import { testDatabaseName } from "./test-process.ts";
import { createThrowawayHome } from "./throwaway-home.ts";

/** Gives the server tests a Postgres and a home of their own, never the user's, with a migrated database for each process. */
export default async function setup({ vitest }: TestProject): Promise<() => void> {
  const home = createThrowawayHome();
  delete process.env.DATABASE_URL;
  const { url } = await ensurePostgres(home);
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (let number = 1; number <= vitest.config.maxWorkers; number++)
    await client.query(
      `CREATE DATABASE "${testDatabaseName(number)}" TEMPLATE "${client.database}"`,
    );
  await client.end();
  process.env.GSI_HOME = home;
  process.env.DATABASE_URL = url;
  return () => destroyHome(home);
}
