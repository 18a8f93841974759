import * as z from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";

/** A browser in which the caller is signed in. */
export type OwnSession = {
  readonly id: string;
  readonly address: string | null;
  readonly browser: string | null;
  readonly startedAt: Date;
  readonly current: boolean;
};

/** The caller's sessions that are not over, the newest first. */
export async function findOwnSessions(
  ctx: Context,
  currentSessionId: string | null,
): Promise<OwnSession[]> {
  const rows = await ctx.db.session.findMany({
    where: { userId: ctx.actor.id, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "desc" },
  });
  return rows.map(({ id, ipAddress, userAgent, createdAt }) => ({
    id,
    address: ipAddress || null,
    browser: userAgent || null,
    startedAt: createdAt,
    current: id === currentSessionId,
  }));
}

export const SessionRef = z.strictObject({ sessionId: z.string().max(100) });

/** Ends one of the caller's own sessions, wherever it is open. */
export async function endSession(ctx: Context, raw: z.input<typeof SessionRef>): Promise<null> {
  const { sessionId } = SessionRef.parse(raw);
  return withTransaction(ctx.db, async (tx) => {
    const { count } = await tx.session.deleteMany({
      where: { id: sessionId, userId: ctx.actor.id },
    });
    if (count === 0) throw new AppError("NOT_FOUND", "you have no session with this id");
    await audit({ ...ctx, db: tx }, { action: "account.end-session", subjectId: ctx.actor.id });
    return null;
  });
}
