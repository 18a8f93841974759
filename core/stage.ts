import * as z from "zod";

/** The steps of the pipeline, in order. */
export const PipelineStage = z.enum([
  "select-frames",
  "reconstruct-frame",
  "propose-operations",
  "check-plausibility",
  "write-instructions",
  "render-overlays",
  "gate-candidate",
]);
export type PipelineStage = z.infer<typeof PipelineStage>;

/**
 * All kinds of work of a run: the steps of the pipeline, and what is run by itself. A stage file, its job and
 * this value are one name.
 */
export const Stage = z.enum([
  ...PipelineStage.options,
  "redetect-sample",
  "preflight-sample",
  "export-release",
]);
export type Stage = z.infer<typeof Stage>;

/** The stage after `stage` in the pipeline, or null after the last and after what is run by itself. */
export function stageAfter(stage: Stage): PipelineStage | null {
  const place = stepOf(stage);
  return place === -1 ? null : (PipelineStage.options[place + 1] ?? null);
}

/** Whether `stage` of the pipeline belongs to a run that ends with stage `until` (inclusive). */
export function isWithin(stage: PipelineStage, until: Stage): boolean {
  return stepOf(stage) <= stepOf(until);
}

/** The stages that people see of a run that ends with `until`: the whole pipeline, or the one that is run by itself. */
export function shownStages(until: Stage): readonly Stage[] {
  return stepOf(until) === -1 ? [until] : PipelineStage.options;
}

/** Place in the pipeline, from 0; -1 for what is run by itself. */
function stepOf(stage: Stage): number {
  return PipelineStage.options.findIndex((one) => one === stage);
}
