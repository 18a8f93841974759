import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { DeleteDraftInput, noDraft, parseDraftInput } from "./draft-input.ts";
import { requireOwnDraft } from "./require-own-draft.ts";
import { draftChanged } from "./update-draft.ts";

/** Deletes a draft; releases that were frozen from it stay. CONFLICT when it was changed since the caller looked. */
export async function deleteDraft(ctx: Context, raw: DeleteDraftInput): Promise<null> {
  const { id, version } = parseDraftInput(DeleteDraftInput, raw);
  return withTransaction(ctx.db, async (tx) => {
    const before = await tx.releaseDraft.findUnique({ where: { id } });
    if (!before) throw noDraft(id);
    requireOwnDraft(ctx, before);
    const { count } = await tx.releaseDraft.deleteMany({ where: { id, version } });
    if (count === 0) throw draftChanged(before.name, version);
    const inside = { ...ctx, db: tx };
    await audit(inside, {
      action: "draft.delete",
      subjectId: id,
      before: { name: before.name, spec: before.spec ?? {} },
    });
    return null;
  });
}
