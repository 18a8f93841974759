import { connect } from "../db.ts";
import { databaseUrl } from "../env.ts";

/** A database beside the test database: for what runs as processes, whose writes no rollback takes away. */
export type OwnDatabase = { readonly url: string; drop(): Promise<void> };

/** Makes an empty one under a name that no other test uses. */
export async function createOwnDatabase(name: string): Promise<OwnDatabase> {
  const database = `gsi_${name}_${process.pid}`;
  await onServer(`CREATE DATABASE "${database}"`);
  return {
    url: Object.assign(new URL(databaseUrl()), { pathname: `/${database}` }).href,
    drop: () => onServer(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`),
  };
}

async function onServer(statement: string): Promise<void> {
  const db = connect(databaseUrl());
  await db.$executeRawUnsafe(statement);
  await db.$disconnect();
}
