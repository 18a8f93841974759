import { PgBoss } from "pg-boss";
import { Stage } from "#core/stage.ts";
import { databaseUrl } from "./env.ts";
import { heartbeatSeconds } from "./jobs.ts";

let started: Promise<PgBoss> | undefined;

/** The process's connection to the queue, opened when first asked for. */
export function queue(): Promise<PgBoss> {
  started ??= openQueue(databaseUrl());
  return started;
}

/** Closes the connection, letting jobs in hand finish for up to `graceSeconds`. */
export async function closeQueue(graceSeconds = 10): Promise<void> {
  const boss = await started;
  started = undefined;
  await boss?.stop({ graceful: true, timeout: graceSeconds * 1000 });
}

async function openQueue(connectionString: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString,
    application_name: "gsi-queue",
    max: 6,
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 2,
  });
  boss.on("error", (error) => console.error(`queue: ${error.message}`));
  await boss.start();
  for (const stage of Stage.options) {
    await boss.createQueue(stage, {
      heartbeatSeconds,
      notify: true,
      retryLimit: 20,
      retryDelay: 1,
      expireInSeconds: 6 * 3600,
    });
  }
  return boss;
}
