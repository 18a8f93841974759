import type * as z from "zod";
import { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import { RunParameters } from "#core/run/run-parameters.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { chooseForRedetection, RedetectionChoice } from "../sample/choose-for-redetection.ts";
import { createTasks } from "../task/create-tasks.ts";
import { ModelNames, withPinnedModels } from "./pin-models.ts";

export const StartRedetectionInput = RedetectionChoice.extend({
  models: ModelNames,
  /** The detector, and where it is to look. */
  options: ReconstructOptions,
});
export type StartRedetectionInput = z.input<typeof StartRedetectionInput>;

/** Starts a run that looks whether samples are found again by a detector, with the labels they have now, and returns its id. */
export async function startRedetection(ctx: Context, raw: StartRedetectionInput): Promise<string> {
  const input = StartRedetectionInput.parse(raw);
  if (input.options.backend === "annotation")
    throw new AppError(
      "INVALID",
      "the annotation detects nothing again: name the backend detany3d with a model, or detany3d-service",
    );
  const options = await withPinnedModels(input.options, input.models);
  const parameters = RunParameters.parse({ reconstructFrame: options });
  return withTransaction(ctx.db, async (tx) => {
    const subjects = await chooseForRedetection({ ...ctx, db: tx }, input);
    const run = await tx.run.create({
      data: { actorId: ctx.actor.id, until: "redetect-sample", parameters },
    });
    await createTasks(tx, run.id, "redetect-sample", subjects);
    const after = { ...input, options };
    await audit({ ...ctx, db: tx }, { action: "run.redetect", subjectId: run.id, after });
    return run.id;
  });
}
