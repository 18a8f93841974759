import pg from "pg";
import { setUpCode } from "#server/account/auth-secret.ts";

/** Where the first owner makes their account, with the code that lets nobody else; null once anybody has one. */
export async function firstOwnerPath(databaseUrl: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT 1 FROM "User" LIMIT 1`);
    return rowCount === 0 ? `/set-up?code=${setUpCode()}` : null;
  } finally {
    await client.end();
  }
}
