import { describe, expect, it } from "vitest";
import type { Context } from "../context.ts";
import { getSample } from "../sample/get-sample.ts";
import { chairToTheLeft, createSample, createScene, standingBox } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { leaseNextSample } from "./lease-next-sample.ts";
import { leaseSample } from "./lease-sample.ts";
import { recordVerdict } from "./record-verdict.ts";
import { undoVerdict } from "./undo-verdict.ts";

async function as(ctx: Context, name: string): Promise<Context> {
  const actor = { id: `person:${name}`, name, kind: "person" } as const;
  await ctx.db.actor.createMany({ data: [actor], skipDuplicates: true });
  return { db: ctx.db, actor };
}

describe("leasing", () => {
  it("never gives one sample to two people, and gives mine back to me", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const ids = [
        await createSample(ctx, frameId),
        await createSample(ctx, frameId, { number: 1 }),
      ];
      const ann = await as(ctx, "ann");
      const ben = await as(ctx, "ben");
      const hers = await leaseNextSample(ann);
      const his = await leaseNextSample(ben);
      expect([hers?.sampleId, his?.sampleId].toSorted()).toEqual(ids.toSorted());
      expect(await leaseNextSample(ann)).toEqual(hers);
      expect(await leaseNextSample(await as(ctx, "cem"))).toBeNull();
      await expect(leaseSample(ben, hers!.sampleId)).rejects.toThrow(/somebody else/);
    }));

  it("keeps the next one for whoever looks ahead", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      await createSample(ctx, frameId);
      await createSample(ctx, frameId, { number: 1 });
      const ann = await as(ctx, "ann");
      const inHand = await leaseNextSample(ann);
      const ahead = await leaseNextSample(ann, { afterSampleId: inHand!.sampleId });
      expect(ahead!.sampleId).not.toBe(inHand!.sampleId);
      expect(await leaseNextSample(await as(ctx, "ben"))).toBeNull();
      const { next } = await recordVerdict(ann, {
        sampleId: inHand!.sampleId,
        version: 1,
        kind: "accept",
      });
      expect(next).toEqual(ahead);
    }));

  it("hands on what somebody left open for too long", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const id = await createSample(ctx, frameId);
      await leaseNextSample(await as(ctx, "ann"));
      await ctx.db.$executeRaw`UPDATE "Sample" SET "leaseExpiresAt" = now() - interval '1 second'`;
      expect(await leaseNextSample(await as(ctx, "ben"))).toEqual({ sampleId: id });
    }));
});

describe("a verdict", () => {
  it("decides the sample, is written down, and can be taken back", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const sampleId = await createSample(ctx, frameId);
      await recordVerdict(ctx, { sampleId, version: 1, kind: "accept" });
      expect((await getSample(ctx, sampleId)).state).toBe("accepted");
      expect(await ctx.db.auditEntry.count({ where: { subjectId: sampleId } })).toBe(1);
      expect(await undoVerdict(ctx)).toEqual({ sampleId });
      const undone = await getSample(ctx, sampleId);
      expect(undone.state).toBe("queued");
      expect(undone.lease.mine).toBe(true);
      expect(undone.verdicts[0]?.undoneAt).not.toBeNull();
    }));

  it("is refused when the sample changed since it was opened", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const sampleId = await createSample(ctx, frameId);
      await recordVerdict(ctx, { sampleId, version: 1, kind: "skip", reason: "unsure" });
      await expect(
        recordVerdict(ctx, { sampleId, version: 1, kind: "accept" }),
      ).rejects.toMatchObject({ code: "CONFLICT" });
    }));

  it("is refused while somebody else has the sample open", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const sampleId = await createSample(ctx, frameId);
      await leaseNextSample(await as(ctx, "ann"));
      await expect(
        recordVerdict(ctx, { sampleId, version: 1, kind: "accept" }),
      ).rejects.toMatchObject({ code: "CONFLICT" });
    }));

  it("keeps the machine's edit beside the person's", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const sampleId = await createSample(ctx, frameId);
      const edit = {
        ...chairToTheLeft(),
        operation: { kind: "move" as const, direction: "left" as const, distanceMeters: 0.7 },
        targetBox: standingBox(-1.1, 3, 0.5, 0.9, 0.5),
        instruction: "Shift the chair 70 cm to the left.",
      };
      await recordVerdict(ctx, { sampleId, version: 1, kind: "accept", edit });
      const sample = await getSample(ctx, sampleId);
      expect(sample.revisions).toHaveLength(2);
      expect(sample.current.number).toBe(2);
      expect(sample.current.edit.instruction).toBe(edit.instruction);
      expect(sample.revisions[0]?.edit.instruction).toBe(chairToTheLeft().instruction);
      expect(sample.current.beforeHash).toMatch(/^[0-9a-f]{64}$/);
    }));

  it("cannot accept what a hard check forbids", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const sampleId = await createSample(ctx, frameId);
      const edit = { ...chairToTheLeft(), targetBox: standingBox(1.2, 4, 0.5, 0.9, 0.5) };
      await expect(
        recordVerdict(ctx, { sampleId, version: 1, kind: "accept", edit }),
      ).rejects.toMatchObject({ code: "PRECONDITION" });
      expect((await getSample(ctx, sampleId)).state).toBe("queued");
    }));

  it("needs a reason to reject and a note to skip", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const sampleId = await createSample(ctx, frameId);
      await expect(recordVerdict(ctx, { sampleId, version: 1, kind: "reject" })).rejects.toThrow(
        /say why it is rejected/,
      );
      await expect(recordVerdict(ctx, { sampleId, version: 1, kind: "skip" })).rejects.toThrow(
        /say why it is skipped/,
      );
    }));

  it("hands out the next sample in the same round trip, skipped ones last", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const first = await createSample(ctx, frameId);
      const second = await createSample(ctx, frameId, { number: 1 });
      const skipped = await recordVerdict(ctx, {
        sampleId: first,
        version: 1,
        kind: "skip",
        reason: "photo-unclear",
      });
      expect(skipped.next).toEqual({ sampleId: second });
      const decided = await recordVerdict(ctx, {
        sampleId: second,
        version: 1,
        kind: "reject",
        reason: "wrong-box",
      });
      expect(decided.next).toEqual({ sampleId: first });
    }));
});
