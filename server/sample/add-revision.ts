import type { Finding } from "#core/plausibility/finding.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { revisionId } from "./edit-of-revision.ts";

/** What a new revision says, checked and drawn. */
export type Revised = {
  readonly edit: Edit;
  readonly findings: readonly Finding[];
  readonly beforeHash: string;
  readonly afterHash: string;
};

/** Writes the caller's change of a sample as its newest revision, which becomes the current one. Returns its id. */
export async function addRevision(
  ctx: Context,
  sampleId: string,
  { edit, findings, beforeHash, afterHash }: Revised,
): Promise<string> {
  const number = 1 + (await ctx.db.revision.count({ where: { sampleId } }));
  const { id } = await ctx.db.revision.create({
    data: {
      id: revisionId(sampleId, number),
      sampleId,
      number,
      actorId: ctx.actor.id,
      edit: edit as unknown as Prisma.InputJsonValue,
      findings: [...findings],
      beforeHash,
      afterHash,
    },
  });
  await makeCurrent(ctx, sampleId, id, edit);
  return id;
}

/** Makes a revision the one that counts. */
export async function makeCurrent(
  ctx: Context,
  sampleId: string,
  currentRevisionId: string,
  { label, operation }: Edit,
): Promise<void> {
  await ctx.db.sample.update({
    where: { id: sampleId },
    data: { currentRevisionId, label, operationKind: operation.kind },
  });
}
