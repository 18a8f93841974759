import type { Actor } from "#server/context.ts";
import { database } from "#server/db.ts";
import { revisionId } from "#server/sample/edit-of-revision.ts";
import { chairToTheLeft, createScene } from "#server/test/factories.ts";

/** Samples of one photo by SQL, numbered from `from` to `to`, queued: their frame's id. */
export async function fillQueue(actor: Actor, from: number, to: number): Promise<string> {
  const db = database();
  const sceneId = "bench00001";
  const frameId = `${sceneId}_frame_000000`;
  await db.actor.createMany({ data: [actor], skipDuplicates: true });
  if (from === 0) await createScene({ db, actor }, sceneId);
  const { provenanceHash } = await db.reconstruction.findFirstOrThrow({ where: { frameId } });
  const edit = JSON.stringify(chairToTheLeft());
  await db.$executeRaw`
    INSERT INTO "Sample" ("id", "frameId", "number", "state", "operationKind", "label", "provenanceHash", "updatedAt")
    SELECT ${frameId} || '_' || lpad(n::text, 7, '0'), ${frameId}, n, 'queued', 'move', 'chair', ${provenanceHash}, now()
    FROM generate_series(${from}::int, ${to - 1}::int) n`;
  await db.$executeRaw`
    INSERT INTO "Revision" ("id", "sampleId", "number", "actorId", "edit", "findings")
    SELECT s."id" || ${revisionId("", 1)}, s."id", 1, ${actor.id}, ${edit}::jsonb, '[]'::jsonb
    FROM "Sample" s WHERE s."number" >= ${from}`;
  await db.$executeRaw`
    UPDATE "Sample" SET "currentRevisionId" = "id" || ${revisionId("", 1)} WHERE "number" >= ${from}`;
  await db.$executeRaw`VACUUM ANALYZE`;
  return frameId;
}
