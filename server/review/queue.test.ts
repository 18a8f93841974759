import { expect, it } from "vitest";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { findSamples } from "../sample/find-samples.ts";
import { createSample, createScene } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { arrangeQueue } from "./arrange-queue.ts";
import { findReviewer } from "./find-reviewer.ts";
import { getReviewProgress } from "./get-review-progress.ts";
import { leaseNextSample, nextSampleQuery } from "./lease-next-sample.ts";
import { recordVerdict } from "./record-verdict.ts";
import { undoVerdict } from "./undo-verdict.ts";

async function as(ctx: Context, name: string): Promise<Context> {
  const actor = { id: `person:${name}`, name, kind: "person" } as const;
  await ctx.db.actor.createMany({ data: [actor], skipDuplicates: true });
  return { db: ctx.db, actor };
}

async function queueOf(ctx: Context, size: number): Promise<string[]> {
  const { frameId } = await createScene(ctx);
  const ids: string[] = [];
  for (let number = 0; number < size; number++)
    ids.push(await createSample(ctx, frameId, { number }));
  return ids;
}

/** In which order a person is handed everything that is left, rejecting it. */
async function orderFor(ctx: Context): Promise<string[]> {
  const order: string[] = [];
  let next = await leaseNextSample(ctx);
  while (next) {
    const { sampleId } = next;
    order.push(sampleId);
    const { version } = await ctx.db.sample.findUniqueOrThrow({ where: { id: sampleId } });
    const reason = "wrong-box";
    next = (await recordVerdict(ctx, { sampleId, version, kind: "reject", reason })).next;
  }
  return order;
}

it("hands out what is mine, then by priority, then what came back, then by id; nothing that is another's", () =>
  inRollback(async (ctx) => {
    const ids = await queueOf(ctx, 6);
    const ann = await as(ctx, "ann");
    const ben = await as(ctx, "ben");
    await ctx.db.sample.update({ where: { id: ids[5] }, data: { assigneeId: ann.actor.id } });
    await ctx.db.sample.update({ where: { id: ids[0] }, data: { assigneeId: ben.actor.id } });
    await ctx.db.sample.update({ where: { id: ids[4] }, data: { priority: 5 } });
    await recordVerdict(ben, { sampleId: ids[3]!, version: 1, kind: "accept" });
    await undoVerdict(ben, { sampleId: ids[3] });
    await ctx.db.sample.updateMany({ data: { leaseActorId: null, leaseExpiresAt: null } });
    expect(await orderFor(ann)).toEqual([ids[5], ids[4], ids[3], ids[1], ids[2]]);
    expect(await orderFor(ben)).toEqual([ids[0]]);
  }));

it("puts what two people skipped, or the one it was given to, behind everything until it is assigned", () =>
  inRollback(async (ctx) => {
    const ids = await queueOf(ctx, 3);
    const [ann, ben] = [await as(ctx, "ann"), await as(ctx, "ben")];
    await arrangeQueue(ctx, { filter: {}, priority: 1 });
    await ctx.db.sample.update({ where: { id: ids[1] }, data: { assigneeId: ben.actor.id } });
    const skip = { kind: "skip", reason: "unsure" } as const;
    await recordVerdict(ann, { sampleId: ids[0]!, version: 1, ...skip });
    const givenUp = async () =>
      (await findSamples(ctx, { forLead: true })).items.map(({ id }) => id);
    expect(await givenUp()).toEqual([]);
    await recordVerdict(ben, { sampleId: ids[0]!, version: 2, ...skip });
    await recordVerdict(ben, { sampleId: ids[1]!, version: 1, ...skip });
    expect(await givenUp()).toEqual([ids[0], ids[1]]);
    await ctx.db.sample.updateMany({ data: { leaseActorId: null, leaseExpiresAt: null } });
    const cem = await as(ctx, "cem");
    expect(await leaseNextSample(cem)).toEqual({ sampleId: ids[2] });
    const assigneeId = await findReviewer(ctx, "cem");
    expect(await arrangeQueue(ctx, { filter: { forLead: true }, assigneeId })).toEqual({
      count: 2,
    });
    expect(await givenUp()).toEqual([]);
    expect(await orderFor(cem)).toEqual([ids[2], ids[0], ids[1]]);
  }));

it("assigns only to people, and leaves what is decided alone", () =>
  inRollback(async (ctx) => {
    const [first, second] = await queueOf(ctx, 2);
    await recordVerdict(ctx, { sampleId: first!, version: 1, kind: "accept" });
    expect(await arrangeQueue(ctx, { filter: {}, priority: 3 })).toEqual({ count: 1 });
    const rows = await ctx.db.sample.findMany({ where: { id: { in: [first!, second!] } } });
    expect(rows.map(({ priority }) => priority).toSorted()).toEqual([0, 3]);
    await expect(arrangeQueue(ctx, { filter: {}, assigneeId: "nobody" })).rejects.toThrow(
      /no person nobody/,
    );
    await expect(findReviewer(ctx, "Nobody")).rejects.toThrow(/no person "Nobody"/);
  }));

type Plan = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  Plans?: Plan[];
};

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** A queue of twenty thousand beside the sample with this id, and a verdict on each of them. */
async function fillQueue(ctx: Context, id: string): Promise<void> {
  const sample = await ctx.db.sample.findUniqueOrThrow({ where: { id } });
  await ctx.db.$executeRaw`
    INSERT INTO "Sample" ("id", "frameId", "number", "state", "operationKind", "label", "provenanceHash", "priority")
    SELECT 'bulk_' || lpad(n::text, 6, '0'), ${sample.frameId}, 10 + n, 'queued', 'move', 'chair', ${sample.provenanceHash}, n % 7
    FROM generate_series(1, 20000) n`;
  await ctx.db.$executeRaw`
    INSERT INTO "Actor" ("id", "name", "kind")
    SELECT 'bulk_' || n, 'Reviewer ' || n, 'person' FROM generate_series(0, 49) n`;
  await ctx.db.$executeRaw`
    INSERT INTO "Revision" ("id", "sampleId", "number", "actorId", "edit", "findings")
    SELECT s."id" || '_r1', s."id", 1, 'bulk_0', '{}', '[]' FROM "Sample" s WHERE s."id" LIKE 'bulk%'`;
  await ctx.db.$executeRaw`
    INSERT INTO "Verdict" ("id", "sampleId", "revisionId", "actorId", "kind", "reason")
    SELECT 'bulk_' || n, 'bulk_' || lpad(n::text, 6, '0'), ${sample.currentRevisionId}, 'bulk_' || n % 50, CASE n % 10 WHEN 0 THEN 'skip' ELSE 'reject' END, 'other'
    FROM generate_series(1, 20000) n`;
  await ctx.db.$executeRaw`ANALYZE "Sample", "Verdict", "Revision"`;
}

it("looks for the next sample by index alone, and without sorting the queue", () =>
  inRollback(async (ctx) => {
    const [id] = await queueOf(ctx, 1);
    await fillQueue(ctx, id!);
    const explain = async (query: Prisma.Sql): Promise<Plan[]> => {
      const text = `EXPLAIN (FORMAT JSON) ${query.text}`;
      const [row] = await ctx.db.$queryRawUnsafe<{ "QUERY PLAN": [{ Plan: Plan }] }[]>(
        text,
        ...query.values,
      );
      return nodesOf(row!["QUERY PLAN"][0].Plan);
    };
    const nodes = await explain(nextSampleQuery("bulk_0", id!));
    const ofTables = nodes.filter((node) => "Relation Name" in node);
    const scanned = ofTables.map((node) => node["Node Type"]);
    expect(scanned.filter((type) => type.includes("Scan")).length).toBeGreaterThan(4);
    expect(scanned).not.toContain("Seq Scan");
    expect(nodes.filter((node) => node["Index Name"] === "Sample_queue_idx")).toHaveLength(3);
    // Only what the caller skipped is sorted: by when they did.
    const sorts = nodes.filter((node) => node["Node Type"] === "Sort");
    expect(sorts.length).toBeLessThanOrEqual(2);
  }));

/** How often this transaction has read tables from end to end that grow with the queue. */
async function wholeReads(ctx: Context): Promise<Record<string, number>> {
  const growing = ["Sample", "Revision", "Verdict", "AuditEntry", "WorkingEdit"];
  const tables = await ctx.db.$queryRaw<{ relname: string; reads: number }[]>`
    SELECT relname, seq_scan::int AS reads FROM pg_stat_xact_user_tables
    WHERE relname = ANY(${growing}) ORDER BY relname`;
  return Object.fromEntries(tables.map(({ relname, reads }) => [relname, reads]));
}

it("records verdicts, counts what is left and takes a verdict back without reading a table from end to end", () =>
  inRollback(async (ctx) => {
    const ids = await queueOf(ctx, 2);
    await fillQueue(ctx, ids[0]!);
    const before = await wholeReads(ctx);
    expect(Object.keys(before)).toHaveLength(5);
    const reason = "unsure";
    await recordVerdict(ctx, { sampleId: ids[0]!, version: 1, kind: "skip", reason });
    await recordVerdict(ctx, { sampleId: ids[1]!, version: 1, kind: "accept" });
    expect(await getReviewProgress(ctx)).toMatchObject({ done: 1, left: 20_001 });
    await undoVerdict(ctx);
    expect(await wholeReads(ctx)).toEqual(before);
    await ctx.db.sample.count({ where: { label: "chair" } });
    expect(await wholeReads(ctx)).toEqual({ ...before, Sample: before.Sample! + 1 });
  }));
