import * as z from "zod";
import { GuidelineBody, GuidelineNote } from "#core/guideline/guidelines.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { getGuidelines } from "./get-guidelines.ts";

export const SaveGuidelinesInput = z.object({
  /** The version that was changed. */
  basedOn: z.number().int().min(0),
  body: GuidelineBody,
  note: GuidelineNote,
});
export type SaveGuidelinesInput = z.input<typeof SaveGuidelinesInput>;

/** Writes the next version of the guidelines, which counts from then on. CONFLICT when another has been written meanwhile. */
export async function saveGuidelines(
  ctx: Context,
  raw: SaveGuidelinesInput,
): Promise<{ number: number }> {
  const { basedOn, body, note } = SaveGuidelinesInput.parse(raw);
  return withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const newest = await getGuidelines(inside);
    if (newest.number === basedOn && newest.body.trim() === body)
      throw new AppError("INVALID", "body: this is the text that counts already; change it first");
    const number = basedOn + 1;
    // The number is the key: of two that are written at once, one finds it taken.
    const written =
      newest.number === basedOn
        ? await tx.guidelineVersion.createMany({
            data: [{ number, body, note, actorId: ctx.actor.id }],
            skipDuplicates: true,
          })
        : { count: 0 };
    if (written.count === 0)
      throw new AppError(
        "CONFLICT",
        `somebody wrote a version after ${basedOn}: read it, and put your change into it`,
      );
    await audit(inside, {
      action: "guidelines.save",
      subjectId: `guidelines:${number}`,
      after: { number, note },
    });
    return { number };
  });
}
