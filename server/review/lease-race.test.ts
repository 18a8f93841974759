import { afterAll, beforeAll, expect, it } from "vitest";
import { seededRandom } from "#core/random.ts";
import type { Actor, Context } from "../context.ts";
import { database } from "../db.ts";
import { chairToTheLeft, createScene } from "../test/factories.ts";
import { revisionId } from "../sample/edit-of-revision.ts";
import { leaseNextSample } from "./lease-next-sample.ts";
import { recordVerdict } from "./record-verdict.ts";

// Its rows are committed, as people who race need transactions of their own, and taken away afterwards.
const db = database();
const sceneId = "aaaarace01";
const sampleCount = 500;
const clientCount = 32;
/** How often a client goes away without a word, with a sample in hand. */
const crashShare = 0.15;
const clients = Array.from({ length: clientCount }, (_, index): Actor => ({
  id: `person:racer-${index}`,
  name: `Racer ${index}`,
  kind: "person",
}));

beforeAll(async () => {
  await db.actor.createMany({ data: clients, skipDuplicates: true });
  const ctx = { db, actor: clients[0]! };
  const { frameId } = await createScene(ctx, sceneId);
  const { provenanceHash } = await db.reconstruction.findFirstOrThrow({ where: { frameId } });
  const { operation, label } = chairToTheLeft();
  const ids = Array.from({ length: sampleCount }, (_, number) => `${frameId}_${number}`);
  await db.sample.createMany({
    data: ids.map((id, number) => ({
      id,
      frameId,
      number,
      state: "queued",
      operationKind: operation.kind,
      label,
      provenanceHash,
    })),
  });
  await db.revision.createMany({
    data: ids.map((sampleId) => ({
      id: revisionId(sampleId, 1),
      sampleId,
      number: 1,
      actorId: ctx.actor.id,
      edit: JSON.parse(JSON.stringify(chairToTheLeft())),
      findings: [],
    })),
  });
  await db.$executeRaw`
    UPDATE "Sample" SET "currentRevisionId" = "id" || '_r1' WHERE "frameId" = ${frameId}`;
});

afterAll(async () => {
  await db.scene.delete({ where: { id: sceneId } });
  await db.auditEntry.deleteMany({ where: { actorId: { startsWith: "person:racer-" } } });
  await db.actor.deleteMany({ where: { id: { startsWith: "person:racer-" } } });
});

it("of many who take samples, some of whom vanish, no two ever hold the same, and none is lost", async () => {
  const holders = new Map<string, string>();
  let [vanished, twice] = [0, 0];

  /** To be handed what one has already is right: a row that others just looked at is passed over, and comes later. */
  function take(sampleId: string, actor: Actor): void {
    if ((holders.get(sampleId) ?? actor.id) !== actor.id) twice += 1;
    holders.set(sampleId, actor.id);
  }

  /** The lease of somebody who is gone ends, as after a quarter of an hour. */
  async function expire(sampleId: string): Promise<void> {
    holders.delete(sampleId);
    await db.$executeRaw`
      UPDATE "Sample" SET "leaseExpiresAt" = now() - interval '1 second' WHERE "id" = ${sampleId}`;
  }

  async function work(actor: Actor): Promise<void> {
    const ctx: Context = { db, actor };
    const random = seededRandom(1, actor.id);
    for (;;) {
      const lease = await leaseNextSample(ctx);
      if (!lease) return;
      const { sampleId } = lease;
      take(sampleId, actor);
      const { version } = await db.sample.findUniqueOrThrow({ where: { id: sampleId } });
      if (random.next() < crashShare) {
        vanished += 1;
        await expire(sampleId);
        continue;
      }
      holders.delete(sampleId);
      const { next } = await recordVerdict(ctx, { sampleId, version, kind: "accept", note: "ok" });
      if (!next) return;
      take(next.sampleId, actor);
    }
  }

  await Promise.all(clients.map(work));
  expect(vanished).toBeGreaterThan(20);
  expect(twice).toBe(0);
  // Everybody leaves when the queue looks empty to them; what expired last may still lie there.
  await work(clients[0]!);
  const states = await db.sample.groupBy({
    by: ["state"],
    where: { frame: { sceneId } },
    _count: true,
  });
  expect(states).toEqual([{ state: "accepted", _count: sampleCount }]);
  const verdicts = await db.verdict.count({ where: { sample: { frame: { sceneId } } } });
  expect(verdicts).toBe(sampleCount);
});
