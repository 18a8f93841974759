import * as z from "zod";
import { ReleaseName } from "#core/release/release-name.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { findReleaseId } from "./find-release-id.ts";

export const DeprecateReleaseInput = z.object({
  name: ReleaseName,
  /** Why, and what to take in its place. */
  note: z.string().trim().min(1, "note: say why, and what to take in its place").max(2000),
});

export const LiftDeprecationInput = z.object({ name: ReleaseName });

/** Marks a frozen version as one that should not be taken any more. It stays as it is and can be exported; another note takes the place of the first. */
export async function deprecateRelease(
  ctx: Context,
  raw: z.input<typeof DeprecateReleaseInput>,
): Promise<void> {
  const { name, note } = DeprecateReleaseInput.parse(raw);
  await withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const releaseId = await findReleaseId(inside, name);
    const before = await tx.releaseDeprecation.findUnique({ where: { releaseId } });
    const said = { note, actorId: ctx.actor.id, createdAt: new Date() };
    await tx.releaseDeprecation.upsert({
      where: { releaseId },
      create: { releaseId, ...said },
      update: said,
    });
    await audit(inside, {
      action: "release.deprecate",
      subjectId: releaseId,
      ...(before && { before: { note: before.note } }),
      after: { note },
    });
  });
}

/** Takes a deprecation back. */
export async function liftDeprecation(
  ctx: Context,
  raw: z.input<typeof LiftDeprecationInput>,
): Promise<void> {
  const { name } = LiftDeprecationInput.parse(raw);
  await withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const releaseId = await findReleaseId(inside, name);
    const before = await tx.releaseDeprecation.findUnique({ where: { releaseId } });
    if (!before) throw new AppError("PRECONDITION", `release ${name} is not deprecated`);
    await tx.releaseDeprecation.delete({ where: { releaseId } });
    await audit(inside, {
      action: "release.undeprecate",
      subjectId: releaseId,
      before: { note: before.note },
    });
  });
}
