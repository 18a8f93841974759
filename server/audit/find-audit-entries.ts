import * as z from "zod";
import type { Context } from "../context.ts";

const pageSize = 50;

/** What the audit log may be narrowed by. A field that is not known is refused. */
export const AuditFilter = z.strictObject({
  actor: z.string().max(100).optional(),
  action: z
    .string()
    .regex(/^[a-z-]+\.[a-z-]+$/, "is not noun.verb")
    .max(60)
    .optional(),
  subject: z.string().max(200).optional(),
  /** Number of the last line of the page before. */
  before: z
    .string()
    .regex(/^\d{1,18}$/, "is not a number")
    .optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** A line of the audit log. */
export type AuditLine = {
  readonly number: string;
  readonly at: Date;
  readonly by: string;
  readonly action: string;
  readonly subjectId: string;
  /** The subject's name where it is a person or a draft that is still there. */
  readonly subjectName: string | null;
  readonly before: unknown;
  readonly after: unknown;
};

/** What was done, the newest first, a page at a time. */
export async function findAuditEntries(
  ctx: Context,
  raw: AuditFilter,
): Promise<{ lines: AuditLine[]; next: string | null }> {
  const { actor, action, subject, before } = AuditFilter.parse(raw);
  const rows = await ctx.db.auditEntry.findMany({
    where: {
      actorId: actor,
      action,
      subjectId: subject,
      id: before === undefined ? undefined : { lt: BigInt(before) },
    },
    orderBy: { id: "desc" },
    take: pageSize + 1,
  });
  const page = rows.slice(0, pageSize);
  const subjectIds = page.map(({ subjectId }) => subjectId);
  const [actors, drafts] = await Promise.all([
    ctx.db.actor.findMany({
      where: { id: { in: [...page.map(({ actorId }) => actorId), ...subjectIds] } },
    }),
    ctx.db.releaseDraft.findMany({
      where: { id: { in: subjectIds } },
      select: { id: true, name: true },
    }),
  ]);
  const nameOf = new Map([...actors, ...drafts].map(({ id, name }) => [id, name]));
  return {
    lines: page.map((row) => ({
      number: String(row.id),
      at: row.at,
      by: nameOf.get(row.actorId) ?? row.actorId,
      action: row.action,
      subjectId: row.subjectId,
      subjectName: nameOf.get(row.subjectId) ?? null,
      before: row.before,
      after: row.after,
    })),
    next: rows.length > pageSize ? String(page.at(-1)!.id) : null,
  };
}

/** Whom and what the log can be narrowed to: who has written in it, and everything that was done. */
export async function findAuditChoices(
  ctx: Context,
): Promise<{ actors: { id: string; name: string }[]; actions: string[] }> {
  // Each next value is one look into the index, however long the log has become.
  const [actors, actions] = await Promise.all([
    ctx.db.$queryRaw<{ id: string; name: string }[]>`
      SELECT a."id", a."name" FROM "Actor" a
      WHERE EXISTS (SELECT FROM "AuditEntry" e WHERE e."actorId" = a."id") ORDER BY a."name", a."id"`,
    ctx.db.$queryRaw<{ action: string }[]>`
      WITH RECURSIVE known AS (
        (SELECT "action" FROM "AuditEntry" ORDER BY "action" LIMIT 1)
        UNION ALL
        SELECT (SELECT e."action" FROM "AuditEntry" e WHERE e."action" > k."action" ORDER BY e."action" LIMIT 1)
        FROM known k WHERE k."action" IS NOT NULL
      ) SELECT "action" FROM known WHERE "action" IS NOT NULL`,
  ]);
  return { actors, actions: actions.map(({ action }) => action) };
}
