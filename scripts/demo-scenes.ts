import { existsSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { repositoryRoot } from "./home.ts";
import type { RunCommand } from "./run-command.ts";

const DEMO_SCENES = join("demo", "scenes");
/** The demo walks are short, so of their photos more are kept than of a recording. */
const DEMO_EVERY = "8";

/**
 * How many scenes the database has, and whether the demo scenes are still to be brought in: nothing else is
 * there and nothing was ever run, so that an import that was cut short is taken up again.
 */
export async function lookForScenes(url: string): Promise<{ count: number; wantsDemo: boolean }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number; others: boolean; ran: boolean }>(
      `SELECT count(*)::int AS count,
        coalesce(bool_or(NOT starts_with("rootPath", $1)), false) AS others,
        EXISTS (SELECT 1 FROM "Run") AS ran
      FROM "Scene"`,
      [join(repositoryRoot, DEMO_SCENES)],
    );
    const { count, others, ran } = rows[0]!;
    return { count, wantsDemo: !others && !ran && existsSync(join(repositoryRoot, DEMO_SCENES)) };
  } finally {
    await client.end();
  }
}

/** Imports the demo scenes and puts their first run into the queue. */
export async function importDemoScenes(run: RunCommand): Promise<void> {
  const cli = join(repositoryRoot, "cli", "main.ts");
  await run("gsi import", process.execPath, [cli, "import", DEMO_SCENES]);
  await run("gsi run", process.execPath, [cli, "run", "--every", DEMO_EVERY]);
}
