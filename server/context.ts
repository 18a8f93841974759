import type { Permission } from "#core/account/permission.ts";
import { permissionsOf } from "#core/account/permission.ts";
import type { Db } from "./db.ts";
import { database } from "./db.ts";
import { env } from "./env.ts";

/** Somebody who writes. */
export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly kind: "person" | "system";
};

/** Who is acting, over which client or open transaction. The first argument of every verb. */
export type Context = {
  readonly db: Db;
  readonly actor: Actor;
  /** What their role allows. Left out, they may touch nothing that is another person's. */
  readonly permissions?: ReadonlySet<Permission>;
};

/** The pipeline itself: what stages write is written by it. */
export const pipelineActor: Actor = { id: "pipeline", name: "Pipeline", kind: "system" };

/** The context of the one local user, who owns the studio. */
export async function localContext(): Promise<Context> {
  const name = env().GSI_USER;
  const actor: Actor = { id: `person:${slug(name)}`, name, kind: "person" };
  return { ...(await contextOf(actor)), permissions: permissionsOf("owner") };
}

/** The context of the pipeline. */
export async function pipelineContext(): Promise<Context> {
  return contextOf(pipelineActor);
}

const known = new Set<string>();

async function contextOf(actor: Actor): Promise<Context> {
  const db = database();
  if (!known.has(actor.id)) {
    await db.actor.createMany({ data: [actor], skipDuplicates: true });
    known.add(actor.id);
  }
  return { db, actor };
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-");
}
