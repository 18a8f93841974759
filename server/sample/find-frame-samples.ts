import type { Backend } from "#core/detection/backend.ts";
import type { SampleState } from "#core/sample/sample-state.ts";
import type { Context } from "../context.ts";
import type { FrameSample } from "./frame-sample.ts";
import { frameSampleOf } from "./frame-sample.ts";

/** The samples of what one backend saw in a photo, by number: those in the given state, or all. */
export async function findFrameSamples(
  ctx: Context,
  where: { frameId: string; backend: Backend; state?: SampleState },
): Promise<FrameSample[]> {
  const rows = await ctx.db.sample.findMany({
    where,
    orderBy: { number: "asc" },
    include: { currentRevision: true },
  });
  return rows.map(frameSampleOf);
}
