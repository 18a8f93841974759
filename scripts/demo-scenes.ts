import { existsSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { repositoryRoot } from "./home.ts";
import type { RunCommand } from "./run-command.ts";

const DEMO_SCENES = join("demo", "scenes");

export async function countScenes(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM "Scene"',
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}

export function hasDemoScenes(): boolean {
  return existsSync(join(repositoryRoot, DEMO_SCENES));
}

/** Imports the demo scenes and puts their first run into the queue. */
export async function importDemoScenes(run: RunCommand): Promise<void> {
  const cli = join(repositoryRoot, "cli", "main.ts");
  await run("gsi import", process.execPath, [cli, "import", DEMO_SCENES]);
  await run("gsi run", process.execPath, [cli, "run"]);
}
