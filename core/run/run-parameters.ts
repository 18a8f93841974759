import * as z from "zod";
import { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import { GateOptions } from "#core/gate/gate-options.ts";
import { ProposeOptions } from "#core/operation/propose-options.ts";
import { SelectFramesOptions } from "#core/frame/select-frames-options.ts";

/**
 * Everything a person may turn on a run. Stored with the run and, stage by stage, in the provenance of
 * what it made: the same parameters on the same scan give the same samples.
 */
export const RunParameters = z.object({
  /** Start of every pseudo-random choice. */
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  /** Null: as each scene was selected the last time, so that running again does not undo what somebody chose for it. */
  selectFrames: SelectFramesOptions.nullable().default(null),
  reconstructFrame: ReconstructOptions.prefault({}),
  /** Labels of things taken for movable although the list says that they stay where they are (`isMovableLabel`): compared as people say them, in place of those of the last time. Null: as each scene had them the last time. */
  includedLabels: z.array(z.string().max(200)).max(1000).nullable().default(null),
  proposeOperations: ProposeOptions.prefault({}),
  gate: GateOptions,
  preflightSample: z
    .object({
      /** How many people must have accepted what a sample says now. */
      acceptancesMin: z.number().int().min(0).default(1),
    })
    .prefault({}),
});
export type RunParameters = z.infer<typeof RunParameters>;
