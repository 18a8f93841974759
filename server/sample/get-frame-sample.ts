import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { FrameSample } from "./frame-sample.ts";
import { frameSampleOf } from "./frame-sample.ts";

/** One sample as the stages see it. */
export async function getFrameSample(ctx: Context, id: string): Promise<FrameSample> {
  const row = await ctx.db.sample.findUnique({ where: { id }, include: { currentRevision: true } });
  if (!row) throw new AppError("NOT_FOUND", `no sample ${id}`);
  return frameSampleOf(row);
}
