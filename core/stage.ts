import * as z from "zod";

/** The steps of the pipeline, in order. A stage file, its job and this value are one name. */
export const Stage = z.enum([
  "select-frames",
  "reconstruct-frame",
  "propose-operations",
  "check-plausibility",
  "write-instructions",
  "render-overlays",
  "gate-candidate",
]);
export type Stage = z.infer<typeof Stage>;

/** The stage after `stage`, or null after the last. */
export function stageAfter(stage: Stage): Stage | null {
  return Stage.options[Stage.options.indexOf(stage) + 1] ?? null;
}

/** Whether `stage` belongs to a run that ends with stage `until` (inclusive). */
export function isWithin(stage: Stage, until: Stage): boolean {
  return Stage.options.indexOf(stage) <= Stage.options.indexOf(until);
}
