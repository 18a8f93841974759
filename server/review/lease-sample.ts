import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { heldByNobodyElse } from "./held-by-nobody-else.ts";
import { leaseEnd } from "./lease.ts";

/** Takes or renews the lease of one sample. Refused while somebody else holds it or when it is not up for review. */
export async function leaseSample(ctx: Context, sampleId: string): Promise<{ expiresAt: Date }> {
  const expiresAt = leaseEnd();
  const { count } = await ctx.db.sample.updateMany({
    where: {
      id: sampleId,
      state: "queued",
      ...heldByNobodyElse(ctx),
    },
    data: { leaseActorId: ctx.actor.id, leaseExpiresAt: expiresAt },
  });
  if (count === 0) {
    throw new AppError("CONFLICT", "somebody else has this sample open, or it is decided already");
  }
  return { expiresAt };
}
