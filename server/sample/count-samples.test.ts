import { expect, it } from "vitest";
import { SampleState } from "#core/sample/sample-state.ts";
import type { Context } from "../context.ts";
import { createSample, createScene } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { countSamples } from "./count-samples.ts";

/** Each state with its number, by the tally and by counting. */
async function bothWays(ctx: Context) {
  const tally = await countSamples(ctx);
  const counted = await ctx.db.sample.groupBy({ by: ["state"], _count: true });
  const numbers = new Map(counted.map(({ state, _count }) => [state, _count]));
  return {
    tally: SampleState.options.map((state) => [state, tally(state)]),
    counted: SampleState.options.map((state) => [state, numbers.get(state) ?? 0]),
  };
}

it("agrees with a count after samples are made, moved one by one and at once, leased and deleted", () =>
  inRollback(async (ctx) => {
    const { frameId } = await createScene(ctx);
    const ids: string[] = [];
    for (let number = 0; number < 4; number++)
      ids.push(await createSample(ctx, frameId, { number }));
    const states: unknown[] = [];
    const check = async () => {
      const { tally, counted } = await bothWays(ctx);
      expect(tally).toEqual(counted);
      states.push(counted);
    };
    await check();
    await ctx.db.sample.update({ where: { id: ids[0] }, data: { state: "accepted" } });
    await check();
    await ctx.db.sample.updateMany({
      where: { id: { in: [ids[0]!, ids[1]!] } },
      data: { state: "rejected" },
    });
    await check();
    const before = await ctx.db.sampleTally.count();
    await ctx.db.sample.updateMany({ data: { leaseExpiresAt: new Date() } });
    expect(await ctx.db.sampleTally.count()).toBe(before);
    await ctx.db.sample.delete({ where: { id: ids[3] } });
    await check();
    await ctx.db.frame.delete({ where: { id: frameId } });
    await check();
    expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(5);
  }));

it("folds its notes once they are many, and says the same before and after", () =>
  inRollback(async (ctx) => {
    const { frameId } = await createScene(ctx);
    await createSample(ctx, frameId);
    await ctx.db.$executeRaw`
      INSERT INTO "SampleTally" ("state", "count")
      SELECT CASE n % 2 WHEN 0 THEN 'queued' ELSE 'accepted' END, CASE n % 4 WHEN 0 THEN 1 WHEN 2 THEN -1 ELSE 0 END
      FROM generate_series(1, 4000) n`;
    const first = await bothWays(ctx);
    expect(first.tally).toEqual(first.counted);
    expect(await ctx.db.sampleTally.count()).toBeLessThan(10);
    expect(await bothWays(ctx)).toEqual(first);
  }));
