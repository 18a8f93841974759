import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { draftNameTaken, noDraft, parseDraftInput, UpdateDraftInput } from "./draft-input.ts";
import { requireOwnDraft } from "./require-own-draft.ts";

/** Changes a draft's name or spec. CONFLICT when it is not at the version that the caller changed any more. */
export async function updateDraft(
  ctx: Context,
  raw: UpdateDraftInput,
): Promise<{ version: number }> {
  const { id, version, name, spec } = parseDraftInput(UpdateDraftInput, raw);
  return withTransaction(ctx.db, async (tx) => {
    const before = await tx.releaseDraft.findUnique({ where: { id } });
    if (!before) throw noDraft(id);
    requireOwnDraft(ctx, before);
    if (name !== undefined && (await tx.releaseDraft.count({ where: { name, NOT: { id } } })) > 0)
      throw draftNameTaken(name);
    const { count } = await tx.releaseDraft.updateMany({
      where: { id, version },
      data: { name, spec, version: { increment: 1 } },
    });
    if (count === 0) throw draftChanged(before.name, version);
    const inside = { ...ctx, db: tx };
    await audit(inside, {
      action: "draft.update",
      subjectId: id,
      before: { name: before.name, spec: before.spec ?? {}, version },
      after: { name: name ?? before.name, spec: spec ?? before.spec ?? {}, version: version + 1 },
    });
    return { version: version + 1 };
  });
}

/** The error for a write to a version that is not the newest. */
export function draftChanged(name: string, version: number): AppError {
  return new AppError(
    "CONFLICT",
    `version ${version} of the draft "${name}" is not the newest: somebody changed it; load it again and repeat your change`,
  );
}
