import { canonicalJson } from "#core/canonical-json.ts";
import type { Backend } from "#core/detection/backend.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { hashOf } from "../storage.ts";
import { revisionId } from "./edit-of-revision.ts";

/** The id of the sample that edits this object of this photo in this way: the same edit has the same id everywhere. */
export function sampleId(
  frameId: string,
  { targetId, operation, sourceBox }: Pick<Edit, "targetId" | "operation" | "sourceBox">,
): string {
  const hash = hashOf(canonicalJson({ targetId, operation, sourceBox }));
  return `${frameId}_${hash.slice(0, 12)}`;
}

/**
 * Creates the samples of edits proposed for what a backend saw in a photo, each with a first revision, numbered on from the last
 * of the frame. Edits that the frame has already are left as they are. Returns the ids of all edits, in
 * their order.
 */
export async function createSamples(
  ctx: Context,
  input: { frameId: string; backend: Backend; edits: readonly Edit[]; provenanceHash: string },
): Promise<string[]> {
  const { frameId, backend, provenanceHash } = input;
  const editOfId = new Map(input.edits.map((edit) => [sampleId(frameId, edit), edit]));
  await withTransaction(ctx.db, async (tx) => {
    // The frame's row is the turnstile: two workers must not give out one number twice.
    const [frame] = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Frame" WHERE "id" = ${frameId} FOR UPDATE`;
    if (!frame) throw new AppError("NOT_FOUND", `no frame ${frameId}`);
    const present = await tx.sample.findMany({
      where: { frameId },
      select: { id: true, number: true },
    });
    const taken = new Set(present.map(({ id }) => id));
    const firstFree = 1 + Math.max(-1, ...present.map(({ number }) => number));
    const fresh = [...editOfId].filter(([id]) => !taken.has(id));
    if (fresh.length === 0) return;
    const { notForRelease } = await tx.reconstruction.findUniqueOrThrow({
      where: { frameId_backend: { frameId, backend } },
    });
    await tx.sample.createMany({
      data: fresh.map(([id, edit], index) => ({
        id,
        frameId,
        number: firstFree + index,
        backend,
        notForRelease,
        operationKind: edit.operation.kind,
        label: edit.label,
        provenanceHash,
      })),
    });
    await tx.revision.createMany({
      data: fresh.map(([id, edit]) => ({
        id: revisionId(id, 1),
        sampleId: id,
        number: 1,
        actorId: ctx.actor.id,
        edit: edit as unknown as Prisma.InputJsonValue,
        findings: [],
      })),
    });
    await tx.$executeRaw`
      UPDATE "Sample" SET "currentRevisionId" = "Revision"."id"
      FROM "Revision"
      WHERE "Revision"."sampleId" = "Sample"."id"
        AND "Sample"."frameId" = ${frameId} AND "Sample"."currentRevisionId" IS NULL`;
  });
  return [...editOfId.keys()];
}
