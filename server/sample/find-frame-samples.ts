import type { SampleState } from "#core/sample/sample-state.ts";
import type { Context } from "../context.ts";
import type { FrameSample } from "./frame-sample.ts";
import { frameSampleOf } from "./frame-sample.ts";

/** The samples of a frame by number: those in the given state, or all. */
export async function findFrameSamples(
  ctx: Context,
  frameId: string,
  state?: SampleState,
): Promise<FrameSample[]> {
  const rows = await ctx.db.sample.findMany({
    where: { frameId, state },
    orderBy: { number: "asc" },
    include: { currentRevision: true },
  });
  return rows.map(frameSampleOf);
}
