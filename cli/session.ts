import type { Context } from "#server/context.ts";
import { AppError, messageOf, systemCodeOf } from "#server/errors.ts";
import { ensureClient } from "../scripts/build-web.ts";
import { studioHome } from "../scripts/home.ts";
import { migrate } from "../scripts/migrate.ts";
import { findPendingMigrations } from "../scripts/pending-migrations.ts";
import { ensurePostgres } from "../scripts/postgres.ts";
import { tell } from "./print.ts";
import { stopSignal } from "./stop-signal.ts";

/**
 * Runs `work` with all that server verbs need: Postgres, started when nobody else has, the newest schema
 * and the database client. Server modules must be imported inside `work`, since they read the environment
 * and need the client.
 */
export async function withSession<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
  const stop = stopSignal();
  const home = studioHome();
  const postgres = await ensurePostgres(home, tell);
  try {
    setEnvironment({ GSI_HOME: home, DATABASE_URL: postgres.url });
    await ensureClient();
    const pending = await findPendingMigrations(postgres.url).catch((error: unknown) => {
      throw unusable(postgres.url, error);
    });
    if (pending.length > 0) {
      tell(`Bringing the database up to date (${pending.length} migrations)`);
      await migrate(postgres.url);
    }
    stop.throwIfAborted();
    return await withServer(work);
  } finally {
    await postgres.stopIfIdle();
  }
}

async function withServer<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
  const [{ localContext }, { closeQueue }, { database }] = await Promise.all([
    import("#server/context.ts"),
    import("#server/queue.ts"),
    import("#server/db.ts"),
  ]);
  try {
    return await work(await localContext());
  } finally {
    await closeQueue();
    await database().$disconnect();
  }
}

function unusable(url: string, error: unknown): AppError {
  const code = systemCodeOf(error);
  return new AppError(
    "PRECONDITION",
    `the database at ${new URL(url).host} cannot be used (${messageOf(error) || code}): check DATABASE_URL, or unset it to use the studio's own Postgres`,
    { cause: error },
  );
}

/** server/env.ts reads the process's environment, and so does a worker that is started from here. */
function setEnvironment(values: Readonly<Record<string, string>>): void {
  // oxlint-disable-next-line node/no-process-env
  Object.assign(process.env, values);
}
