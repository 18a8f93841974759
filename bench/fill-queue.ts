import type { Context } from "#server/context.ts";
import { revisionId } from "#server/sample/edit-of-revision.ts";
import { chairToTheLeft, createScene } from "#server/test/factories.ts";

/** That many samples of one photo by SQL, queued. */
export async function fillQueue(ctx: Context, count: number): Promise<void> {
  const { db, actor } = ctx;
  const { frameId } = await createScene(ctx, "bench00001");
  const { provenanceHash } = await db.reconstruction.findFirstOrThrow({ where: { frameId } });
  const edit = JSON.stringify(chairToTheLeft());
  await db.$executeRaw`
    INSERT INTO "Sample" ("id", "frameId", "number", "state", "operationKind", "label", "provenanceHash", "updatedAt")
    SELECT ${frameId} || '_' || lpad(n::text, 7, '0'), ${frameId}, n, 'queued', 'move', 'chair', ${provenanceHash}, now()
    FROM generate_series(0, ${count - 1}::int) n`;
  await db.$executeRaw`
    INSERT INTO "Revision" ("id", "sampleId", "number", "actorId", "edit", "findings")
    SELECT s."id" || ${revisionId("", 1)}, s."id", 1, ${actor.id}, ${edit}::jsonb, '[]'::jsonb
    FROM "Sample" s`;
  await db.$executeRaw`
    UPDATE "Sample" SET "currentRevisionId" = "id" || ${revisionId("", 1)}`;
  await db.$executeRaw`VACUUM ANALYZE`;
}
