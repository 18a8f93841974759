import { expect, it } from "vitest";
import { pushEdit, startHistory } from "#core/sample/edit-history.ts";
import type { WorkingEdit } from "#core/sample/working-edit.ts";
import { nextWorkingEdit } from "#core/sample/working-edit.ts";
import type { Context } from "../context.ts";
import { getSample } from "../sample/get-sample.ts";
import { chairToTheLeft, createSample, createScene } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { discardWorkingEdit } from "./discard-working-edit.ts";
import { recordVerdict } from "./record-verdict.ts";
import { saveWorkingEdit } from "./save-working-edit.ts";

const [desk, laptop] = ["d".repeat(32), "1".repeat(32)];

/** What `client` makes of the states it has seen: other words. */
function reworded(client: string, seen: readonly WorkingEdit[], instruction: string, version = 1) {
  const before = seen[0]?.history ?? startHistory(chairToTheLeft());
  const history = pushEdit(before, { ...chairToTheLeft(), instruction });
  return nextWorkingEdit(client, seen, { version, history });
}

async function wordsOf(ctx: Context, sampleId: string): Promise<string | undefined> {
  return (await getSample(ctx, sampleId)).working?.history.present.instruction;
}

async function another(ctx: Context): Promise<Context> {
  const actor = { id: "person:ben", name: "Ben", kind: "person" } as const;
  await ctx.db.actor.createMany({ data: [actor], skipDuplicates: true });
  return { db: ctx.db, actor };
}

it("keeps the latest state with its steps, in whatever order states arrive", () =>
  inRollback(async (ctx) => {
    const { frameId } = await createScene(ctx);
    const sampleId = await createSample(ctx, frameId);
    const first = reworded(desk, [], "one");
    const second = reworded(desk, [first], "two");
    await saveWorkingEdit(ctx, { sampleId, edit: second });
    await saveWorkingEdit(ctx, { sampleId, edit: first });
    await saveWorkingEdit(ctx, { sampleId, edit: second });
    const { working, lease } = await getSample(ctx, sampleId);
    expect(working).toMatchObject(second);
    expect(lease.mine).toBe(true);
  }));

it("lets another page go on from what it saw, and not write over what it did not", () =>
  inRollback(async (ctx) => {
    const { frameId } = await createScene(ctx);
    const sampleId = await createSample(ctx, frameId);
    const start = reworded(desk, [], "at the desk");
    await saveWorkingEdit(ctx, { sampleId, edit: start });
    const beside = reworded(laptop, [], "on the train");
    await expect(saveWorkingEdit(ctx, { sampleId, edit: beside })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await wordsOf(ctx, sampleId)).toBe("at the desk");
    await saveWorkingEdit(ctx, { sampleId, edit: reworded(laptop, [start, beside], "both") });
    expect(await wordsOf(ctx, sampleId)).toBe("both");
    const late = reworded(desk, [start], "at the desk again");
    await expect(saveWorkingEdit(ctx, { sampleId, edit: late })).rejects.toThrow(/another page/);
  }));

it("is taken after the lease ended, unless somebody else has the sample or changed it", () =>
  inRollback(async (ctx) => {
    const { frameId } = await createScene(ctx);
    const sampleId = await createSample(ctx, frameId);
    const ben = await another(ctx);
    const expire = () =>
      ctx.db.sample.update({ where: { id: sampleId }, data: { leaseExpiresAt: new Date(0) } });
    const first = reworded(desk, [], "first");
    await saveWorkingEdit(ctx, { sampleId, edit: first });
    await expire();
    const second = reworded(desk, [first], "offline");
    await saveWorkingEdit(ctx, { sampleId, edit: second });
    await expire();
    await saveWorkingEdit(ben, { sampleId, edit: reworded(laptop, [], "Ben's") });
    const third = reworded(desk, [second], "too late");
    await expect(saveWorkingEdit(ctx, { sampleId, edit: third })).rejects.toThrow(/somebody else/);
    await recordVerdict(ben, { sampleId, version: 1, kind: "skip", reason: "photo-unclear" });
    await expect(saveWorkingEdit(ctx, { sampleId, edit: third })).rejects.toThrow(/was changed/);
    // Neither Ben's changes nor his verdict took away what was kept before.
    expect(await wordsOf(ctx, sampleId)).toBe("offline");
    expect(await wordsOf(ben, sampleId)).toBeUndefined();
    await discardWorkingEdit(ctx, sampleId);
    expect(await wordsOf(ctx, sampleId)).toBeUndefined();
  }));

it("goes with its author's verdict, which may be sent twice", () =>
  inRollback(async (ctx) => {
    const { frameId } = await createScene(ctx);
    const sampleId = await createSample(ctx, frameId);
    const following = await createSample(ctx, frameId, { number: 1 });
    const edit = reworded(desk, [], "Shift the chair 50 cm to the left.");
    await saveWorkingEdit(ctx, { sampleId, edit });
    const verdict = {
      id: "f".repeat(32),
      sampleId,
      version: 1,
      kind: "skip" as const,
      reason: "photo-unclear" as const,
    };
    expect(await recordVerdict(ctx, verdict)).toEqual({ next: { sampleId: following } });
    expect(await recordVerdict(ctx, verdict)).toEqual({ next: { sampleId: following } });
    const { working, verdicts } = await getSample(ctx, sampleId);
    expect(working).toBeNull();
    expect(verdicts).toHaveLength(1);
    await expect(saveWorkingEdit(ctx, { sampleId, edit })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  }));
