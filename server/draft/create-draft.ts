import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { CreateDraftInput, draftNameTaken, parseDraftInput } from "./draft-input.ts";

/** Starts a draft. CONFLICT when another has its name. */
export async function createDraft(
  ctx: Context,
  raw: CreateDraftInput,
): Promise<{ id: string; version: number }> {
  const { name, spec } = parseDraftInput(CreateDraftInput, raw);
  return withTransaction(ctx.db, async (tx) => {
    const [draft] = await tx.releaseDraft.createManyAndReturn({
      data: [{ name, spec, createdBy: ctx.actor.id }],
      skipDuplicates: true,
    });
    if (!draft) throw draftNameTaken(name);
    const inside = { ...ctx, db: tx };
    await audit(inside, {
      action: "draft.create",
      subjectId: draft.id,
      after: { name, spec },
    });
    return { id: draft.id, version: draft.version };
  });
}
