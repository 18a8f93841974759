import sharp from "sharp";
import type { Operation } from "#core/operation/operation.ts";
import { seededRandom } from "#core/random.ts";
import type { Context } from "../context.ts";
import { revisionId } from "../sample/edit-of-revision.ts";
import { putBlob } from "../storage.ts";
import { createScene } from "./factories.ts";
import { editOf } from "./release-fixture.ts";

/** Photos of a scene, and samples of a photo. */
const [photosPerScene, samplesPerPhoto] = [100, 10];
/** Photos that differ, in the size of a phone's. Every frame has one of them. */
const distinctPhotos = 16;
const [width, height] = [1920, 1440];

const asked: readonly { id: string; operation: Operation; instruction: string }[] = [
  ...([30, 45, 60] as const).flatMap((angleDegrees) =>
    (["clockwise", "counterclockwise"] as const).map((sense) => ({
      id: "annotation:2",
      operation: { kind: "rotate" as const, sense, angleDegrees },
      instruction: `Rotate the table ${angleDegrees} degrees ${sense}.`,
    })),
  ),
  ...[0.5, 0.7, 0.9].map((distanceMeters) => ({
    id: "annotation:1",
    operation: { kind: "move" as const, direction: "left" as const, distanceMeters },
    instruction: `Move the chair ${100 * distanceMeters} cm to the left.`,
  })),
  { id: "annotation:1", operation: { kind: "remove" }, instruction: "Remove the chair." },
];

/** Fills a new database by SQL with accepted samples that all can be released: copies of one scene with other photos. */
export async function fillReleasable(ctx: Context, count: number): Promise<void> {
  const template = "template00";
  const { frameId } = await createScene(ctx, template);
  const intrinsics = { fx: 1500, fy: 1500, cx: 960, cy: 720, width, height };
  await ctx.db.frame.update({ where: { id: frameId }, data: { width, height, intrinsics } });
  const hashes = await storePhotos();
  const photos = Math.ceil(count / samplesPerPhoto);
  const scenes = Math.ceil(photos / photosPerScene);
  const { provenanceHash } = await ctx.db.reconstruction.findFirstOrThrow({ where: { frameId } });
  // Names as the scans have them: ten characters, and six digits for a frame.
  await ctx.db.$executeRaw`
    INSERT INTO "Scene" SELECT (s).* FROM (
      SELECT jsonb_populate_record(t, jsonb_build_object('id', 'bench' || lpad(n::text, 5, '0'))) AS s
      FROM "Scene" t, generate_series(0, ${scenes - 1}::int) n WHERE t."id" = ${template}
    ) made`;
  await ctx.db.$executeRaw`
    INSERT INTO "Frame" SELECT (f).* FROM (
      SELECT jsonb_populate_record(t, jsonb_build_object(
        'id', s."id" || '_frame_' || lpad(k::text, 6, '0'), 'sceneId', s."id", 'number', k,
        'key', 'frame_' || lpad(k::text, 6, '0'),
        'imageHash', (${hashes}::text[])[1 + k % ${hashes.length}::int])) AS f
      FROM "Frame" t, "Scene" s, generate_series(0, ${photosPerScene - 1}::int) k
      WHERE t."id" = ${frameId} AND s."id" <> ${template}
      ORDER BY s."id", k LIMIT ${photos}
    ) made`;
  await ctx.db.$executeRaw`
    INSERT INTO "FrameObject" SELECT (o).* FROM (
      SELECT jsonb_populate_record(t, jsonb_build_object('id', f."id" || ':' || t."key", 'frameId', f."id")) AS o
      FROM "FrameObject" t, "Frame" f WHERE t."frameId" = ${frameId} AND f."id" <> ${frameId}
    ) made`;
  for (const [number, one] of asked.entries()) {
    const edit = await editOf(ctx, frameId, one);
    const { label, operation } = edit;
    await ctx.db.$executeRaw`
      INSERT INTO "Sample" ("id", "frameId", "number", "state", "operationKind", "label", "provenanceHash", "updatedAt")
      SELECT f."id" || '_' || ${number}::int, f."id", ${number}::int, 'accepted', ${operation.kind}, ${label}, ${provenanceHash}, now()
      FROM "Frame" f WHERE f."id" <> ${frameId}`;
    await ctx.db.$executeRaw`
      INSERT INTO "Revision" ("id", "sampleId", "number", "actorId", "edit", "findings")
      SELECT s."id" || ${revisionId("", 1)}, s."id", 1, ${ctx.actor.id}, ${JSON.stringify(edit)}::jsonb, '[]'::jsonb
      FROM "Sample" s WHERE s."number" = ${number}::int`;
  }
  await ctx.db.$executeRaw`
    UPDATE "Sample" SET "currentRevisionId" = "id" || ${revisionId("", 1)}`;
  await ctx.db.$executeRaw`
    INSERT INTO "Verdict" ("id", "sampleId", "revisionId", "actorId", "kind")
    SELECT gen_random_uuid()::text, "id", "currentRevisionId", ${ctx.actor.id}, 'accept' FROM "Sample"`;
  await ctx.db.$executeRaw`VACUUM ANALYZE`;
}

/** Pictures of smooth noise, so that they take as many bytes as photos do. */
async function storePhotos(): Promise<string[]> {
  const hashes: string[] = [];
  for (let photo = 0; photo < distinctPhotos; photo++) {
    const random = seededRandom(photo, "photo");
    const [columns, rows] = [320, 240];
    const noise = Buffer.from(
      Array.from({ length: 3 * columns * rows }, () => Math.floor(256 * random.next())),
    );
    const jpeg = await sharp(noise, { raw: { width: columns, height: rows, channels: 3 } })
      .resize(width, height, { kernel: "cubic" })
      .jpeg({ quality: 60 })
      .toBuffer();
    hashes.push(await putBlob(jpeg));
  }
  return hashes;
}
