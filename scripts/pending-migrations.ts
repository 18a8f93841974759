import { readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { repositoryRoot } from "./home.ts";

const NO_SUCH_TABLE = "42P01";

/** The migrations that the database has not got yet, oldest first. One query, against a second for Prisma's CLI. */
export async function findPendingMigrations(url: string): Promise<string[]> {
  const known = readdirSync(join(repositoryRoot, "prisma", "migrations")).filter((name) =>
    /^\d{14}_/.test(name),
  );
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
    );
    const applied = new Set(rows.map(({ name }) => name));
    return known.filter((name) => !applied.has(name)).toSorted();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === NO_SUCH_TABLE)
      return known.toSorted();
    throw error;
  } finally {
    await client.end();
  }
}
