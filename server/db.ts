import { PrismaPg } from "@prisma/adapter-pg";
import type { Prisma } from "../prisma/generated/client.ts";
import { PrismaClient } from "../prisma/generated/client.ts";
import { databaseUrl } from "./env.ts";

/** The database client, or an open transaction of it: what every verb takes as `ctx.db`. */
export type Db = PrismaClient | Prisma.TransactionClient;

const holder = globalThis as { gsiPrisma?: PrismaClient };

/** The process's one client. Next reloads modules in development, so it lives on the global object. */
export function database(): PrismaClient {
  holder.gsiPrisma ??= connect(databaseUrl());
  return holder.gsiPrisma;
}

/** A client of its own, for tests. */
export function connect(connectionString: string): PrismaClient {
  // Prisma runs parts of one query side by side on a transaction's connection and pg warns of it, on
  // the terminal of people who can do nothing about it.
  process.noDeprecation = true;
  return new PrismaClient({ adapter: new PrismaPg({ connectionString }) });
}

/** Runs `work` in a transaction of at most `timeout` milliseconds; inside one already open it simply joins. */
export async function withTransaction<T>(
  db: Db,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
  { timeout = 60_000 }: { timeout?: number } = {},
): Promise<T> {
  return "$transaction" in db ? db.$transaction(work, { timeout, maxWait: 20_000 }) : work(db);
}
