import * as z from "zod";
import { ReleaseName } from "#core/release/release-name.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { findReleaseId } from "./find-release-id.ts";

export const RecordErratumInput = z.object({
  name: ReleaseName,
  sampleId: z.string(),
  /** What is wrong. One paragraph: it becomes a line of a changelog. */
  reason: z
    .string()
    .trim()
    .min(1, "reason: say what is wrong with the sample")
    .max(1000)
    .regex(/^[^\r\n]*$/, "reason: one line, please"),
});

export const WithdrawErratumInput = z.object({ name: ReleaseName, sampleId: z.string() });

/** Notes what is wrong with a sample of a frozen version. The version stays as it is; a patch leaves the sample out or has it corrected. */
export async function recordErratum(
  ctx: Context,
  raw: z.input<typeof RecordErratumInput>,
): Promise<void> {
  const { name, sampleId, reason } = RecordErratumInput.parse(raw);
  await withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const releaseId = await findReleaseId(inside, name);
    const key = { releaseId_sampleId: { releaseId, sampleId } };
    if (!(await tx.releaseItem.findUnique({ where: key })))
      throw new AppError("NOT_FOUND", `release ${name} holds no sample ${sampleId}`);
    await requireNoPatch(inside, name, releaseId);
    try {
      await tx.releaseErratum.create({
        data: { releaseId, sampleId, reason, actorId: ctx.actor.id },
      });
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
        throw new AppError(
          "CONFLICT",
          `sample ${sampleId} of release ${name} has an erratum already: withdraw it to say another reason`,
        );
      throw error;
    }
    await audit(inside, {
      action: "release.erratum",
      subjectId: releaseId,
      after: { sampleId, reason },
    });
  });
}

/** Takes an erratum back, as long as no version was frozen because of it. */
export async function withdrawErratum(
  ctx: Context,
  raw: z.input<typeof WithdrawErratumInput>,
): Promise<void> {
  const { name, sampleId } = WithdrawErratumInput.parse(raw);
  await withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const releaseId = await findReleaseId(inside, name);
    const where = { releaseId_sampleId: { releaseId, sampleId } };
    const before = await tx.releaseErratum.findUnique({ where });
    if (!before)
      throw new AppError("NOT_FOUND", `sample ${sampleId} of release ${name} has no erratum`);
    await requireNoPatch(inside, name, releaseId);
    await tx.releaseErratum.delete({ where });
    await audit(inside, {
      action: "release.erratum-withdraw",
      subjectId: releaseId,
      before: { sampleId, reason: before.reason },
    });
  });
}

/** What was found wrong with a version is what its patch says: afterwards it is said of the patch. */
async function requireNoPatch(ctx: Context, name: string, releaseId: string): Promise<void> {
  const patch = await ctx.db.release.findFirst({ where: { supersedesId: releaseId } });
  if (patch)
    throw new AppError(
      "PRECONDITION",
      `release ${name} has a patch, ${patch.name}, and its errata stand: record what is wrong with that one`,
    );
}
