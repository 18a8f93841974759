import { counted } from "#core/counted.ts";
import { canonicalJson } from "#core/canonical-json.ts";
import { encodePoints } from "#core/scene/object-points.ts";
import { frameIdOf, sceneObjectIdOf } from "#core/scene/scan-names.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { putBlob } from "../storage.ts";
import type { Scan } from "./read-scan.ts";
import { storePointTiles } from "./store-point-tiles.ts";

const rowsAtOnce = 1000;

/** What a scan is stored as. */
type SceneRow = {
  sceneId: string;
  /** Name of the source that found it. */
  source: string;
  rootPath: string;
  inputsHash: string;
  scan: Scan;
};

/**
 * Stores a scan: its blobs, then all of its rows in one transaction. Rows that exist are brought up to
 * date and keep what later stages wrote; frames and objects that are gone from the scan go too, unless
 * samples were made from them. Returns whether the scene is new.
 */
export async function storeScan(
  ctx: Context,
  { sceneId, source, rootPath, inputsHash, scan }: SceneRow,
): Promise<"imported" | "updated"> {
  const { cloud, report } = scan;
  const pointsHash = cloud && (await storePointTiles(cloud));
  const frames = frameRows(sceneId, scan);
  const objects = await objectRows(sceneId, scan);
  return withTransaction(ctx.db, async (tx) => {
    // Two imports of one scene at once: the second waits and then finds the rows of the first.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${sceneId}, 0))`;
    const before = await tx.scene.findUnique({ where: { id: sceneId } });
    if (before) {
      report.warnings.push(...(await dropVanished(tx, sceneId, frames, objects)));
      await tx.stageResult.updateMany({ where: { subjectId: sceneId }, data: { stale: true } });
    }
    const scene = {
      source,
      rootPath,
      floorHeightMeters: report.floor.heightMeters,
      report: json(report),
      inputsHash,
      pointsHash,
      importedAt: new Date(),
    };
    await tx.scene.upsert({
      where: { id: sceneId },
      create: { id: sceneId, ...scene },
      update: scene,
    });
    await storeFrames(tx, sceneId, frames);
    await storeObjects(tx, sceneId, objects);
    await audit(
      { ...ctx, db: tx },
      {
        action: before ? "scene.update" : "scene.import",
        subjectId: sceneId,
        ...(before ? { before: { inputsHash: before.inputsHash } } : {}),
        after: { inputsHash, frames: frames.length, objects: objects.length },
      },
    );
    return before ? "updated" : "imported";
  });
}

function frameRows(sceneId: string, scan: Scan) {
  return scan.frames.map((frame) => ({
    id: frameIdOf(sceneId, frame.key),
    sceneId,
    key: frame.key,
    number: frame.number,
    stream: frame.stream,
    image: json(frame.image),
    depth: frame.depth ? json(frame.depth) : Prisma.DbNull,
    split: frame.split,
    exclusion: frame.exclusion,
    width: frame.intrinsics.width,
    height: frame.intrinsics.height,
    intrinsics: json(frame.intrinsics),
    cameraFromWorld: json(frame.cameraFromWorld),
    poseSource: frame.poseSource,
  }));
}
type FrameRow = ReturnType<typeof frameRows>[number];

async function objectRows(sceneId: string, scan: Scan) {
  const rows = [];
  for (const { key, label, rawLabel, box, points, frameKey } of scan.objects) {
    rows.push({
      id: sceneObjectIdOf(sceneId, key),
      sceneId,
      key,
      label,
      rawLabel,
      box: json(box),
      pointsHash: points.length > 0 ? await putBlob(encodePoints(points)) : null,
      pointCount: points.length / 3,
      frameKey,
    });
  }
  return rows;
}
type ObjectRow = Awaited<ReturnType<typeof objectRows>>[number];

async function storeFrames(
  tx: Prisma.TransactionClient,
  sceneId: string,
  frames: readonly FrameRow[],
): Promise<void> {
  const stored = new Map(
    (await tx.frame.findMany({ where: { sceneId } })).map((row) => [row.id, row]),
  );
  for (const data of changed(frames, stored))
    await tx.frame.update({ where: { id: data.id }, data });
  for (const data of chunks(frames.filter((row) => !stored.has(row.id))))
    await tx.frame.createMany({ data });
}

async function storeObjects(
  tx: Prisma.TransactionClient,
  sceneId: string,
  objects: readonly ObjectRow[],
): Promise<void> {
  const stored = new Map(
    (await tx.sceneObject.findMany({ where: { sceneId } })).map((row) => [row.id, row]),
  );
  for (const data of changed(objects, stored))
    await tx.sceneObject.update({ where: { id: data.id }, data });
  for (const data of chunks(objects.filter((row) => !stored.has(row.id))))
    await tx.sceneObject.createMany({ data });
}

/** Deletes rows of what the scan no longer has. Returns a sentence for each kind of row that has to stay. */
async function dropVanished(
  tx: Prisma.TransactionClient,
  sceneId: string,
  frames: readonly FrameRow[],
  objects: readonly ObjectRow[],
): Promise<string[]> {
  const warnings: string[] = [];
  const frameKeys = new Set(frames.map((frame) => frame.key));
  const goneFrames = (
    await tx.frame.findMany({
      where: { sceneId },
      select: { id: true, key: true, _count: { select: { samples: true } } },
      orderBy: { number: "asc" },
    })
  ).filter((frame) => !frameKeys.has(frame.key));
  const keptFrames = goneFrames.filter((frame) => frame._count.samples > 0);
  const droppedFrames = goneFrames.filter((frame) => frame._count.samples === 0);
  for (const chunk of chunks(droppedFrames)) {
    const ids = chunk.map(({ id }) => id);
    await tx.frame.deleteMany({ where: { id: { in: ids } } });
    // What stages made of them went too: were they to come back, it would have to be made again.
    await tx.stageResult.deleteMany({ where: { subjectId: { in: ids } } });
  }
  if (keptFrames.length > 0)
    warnings.push(
      `${counted(keptFrames.length, "frame")} gone from the scan stay, because samples were made from them (the first: ${keptFrames[0]!.key})`,
    );

  const objectKeys = new Set(objects.map((object) => object.key));
  const goneObjects = (
    await tx.sceneObject.findMany({ where: { sceneId }, select: { id: true, key: true } })
  ).filter((object) => !objectKeys.has(object.key));
  const inUse = await tx.frameObject.findMany({
    where: {
      key: { in: goneObjects.map(({ key }) => `annotation:${key}`) },
      frame: { sceneId, samples: { some: {} } },
    },
    select: { key: true },
    distinct: ["key"],
  });
  const keptKeys = new Set(inUse.map(({ key }) => key));
  const dropped = goneObjects.filter(({ key }) => !keptKeys.has(`annotation:${key}`));
  await tx.sceneObject.deleteMany({ where: { id: { in: dropped.map(({ id }) => id) } } });
  if (keptKeys.size > 0)
    warnings.push(
      `${counted(keptKeys.size, "object")} gone from the annotation stay, because photos with samples show them`,
    );
  return warnings;
}

/** The rows that are stored with other values. */
function changed<Row extends { id: string }>(
  rows: readonly Row[],
  stored: ReadonlyMap<string, Record<keyof Row, unknown>>,
): Row[] {
  return rows.filter((row) => {
    const old = stored.get(row.id);
    const keys = Object.keys(row) as (keyof Row)[];
    return old && keys.some((key) => canonicalJson(old[key]) !== canonicalJson(row[key]));
  });
}

function* chunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let i = 0; i < rows.length; i += rowsAtOnce) yield rows.slice(i, i + rowsAtOnce);
}

/**
 * The stored form: a plain copy, since a column takes no branded or read-only types. Zero bytes and halves of
 * characters, which files may hold and reports quote but Postgres refuses, become replacement characters.
 */
function json(value: object): Prisma.InputJsonObject {
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "string" ? inner.toWellFormed().replaceAll("\0", "\uFFFD") : inner,
  );
  return JSON.parse(text) as Prisma.InputJsonObject;
}
