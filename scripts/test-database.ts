import { migrate } from "./migrate.ts";
import { destroyHome, ensurePostgres } from "./postgres.ts";
import { createThrowawayHome } from "./throwaway-home.ts";

/** Gives the server tests a migrated Postgres and a home of their own, never the user's. */
export default async function setup(): Promise<() => void> {
  const home = createThrowawayHome();
  delete process.env.DATABASE_URL;
  const { url } = await ensurePostgres(home);
  await migrate(url);
  process.env.GSI_HOME = home;
  process.env.DATABASE_URL = url;
  return () => destroyHome(home);
}
