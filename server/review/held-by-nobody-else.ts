import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";

/** The part of a WHERE that holds for samples that the caller may take: theirs by lease, or nobody's. */
export function heldByNobodyElse(ctx: Context): Prisma.SampleWhereInput {
  return {
    OR: [
      { leaseActorId: null },
      { leaseActorId: ctx.actor.id },
      { leaseExpiresAt: null },
      { leaseExpiresAt: { lt: new Date() } },
    ],
  };
}
