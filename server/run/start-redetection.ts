import * as z from "zod";
import { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import { ReleaseSource } from "#core/release/release-name.ts";
import { RunParameters } from "#core/run/run-parameters.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { candidatesOf } from "../release/find-candidates.ts";
import { createTasks } from "../task/create-tasks.ts";
import { ModelNames, withPinnedModels } from "./pin-models.ts";

export const StartRedetectionInput = z.object({
  /** The samples that a release from there would ask for. */
  source: ReleaseSource.default("accepted"),
  /** Only those of these scenes; of all when left out. */
  sceneIds: z.array(z.string()).optional(),
  /** These samples in whatever state; `source` and `sceneIds` say nothing beside them. */
  sampleIds: z.array(z.string()).min(1).max(10_000).optional(),
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
    const subjects = await samplesOf(tx, input);
    const run = await tx.run.create({
      data: { actorId: ctx.actor.id, until: "redetect-sample", parameters },
    });
    await createTasks(tx, run.id, "redetect-sample", subjects);
    const after = { ...input, options };
    await audit({ ...ctx, db: tx }, { action: "run.redetect", subjectId: run.id, after });
    return run.id;
  });
}

async function samplesOf(
  tx: Prisma.TransactionClient,
  { source, sceneIds, sampleIds }: z.output<typeof StartRedetectionInput>,
) {
  const samples = await tx.sample.findMany({
    where: sampleIds
      ? { id: { in: sampleIds } }
      : { ...candidatesOf[source], ...(sceneIds ? { frame: { sceneId: { in: sceneIds } } } : {}) },
    select: { id: true, frame: { select: { sceneId: true } } },
    orderBy: [{ frameId: "asc" }, { label: "asc" }, { number: "asc" }],
  });
  const missing = sampleIds?.filter((id) => !samples.some((sample) => sample.id === id)) ?? [];
  if (missing.length > 0) throw new AppError("NOT_FOUND", `no sample ${missing.join(", ")}`);
  if (samples.length === 0)
    throw new AppError(
      "PRECONDITION",
      source === "accepted"
        ? "no sample of these is accepted: review some, or take what the gate kept"
        : "the gate has kept none of these samples: run the pipeline first",
    );
  return samples.map(({ id, frame }) => ({ subjectId: id, sceneId: frame.sceneId }));
}
