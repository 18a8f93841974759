import * as z from "zod";
import { RunParameters } from "#core/run/run-parameters.ts";
import { Stage } from "#core/stage.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { createTasks } from "../task/create-tasks.ts";

export const StartRunInput = z.object({
  /** Scenes to run; all when left out. */
  sceneIds: z.array(z.string()).optional(),
  until: Stage.default("gate-candidate"),
  parameters: RunParameters.prefault({}),
});
export type StartRunInput = z.input<typeof StartRunInput>;

/** Starts the pipeline on the given scenes and returns the run's id. Work already done with the same provenance is skipped. */
export async function startRun(ctx: Context, raw: StartRunInput): Promise<string> {
  const input = StartRunInput.parse(raw);
  return withTransaction(ctx.db, async (tx) => {
    const scenes = await tx.scene.findMany({
      where: input.sceneIds ? { id: { in: input.sceneIds } } : {},
      select: { id: true },
      orderBy: { id: "asc" },
    });
    const missing = input.sceneIds?.filter((id) => !scenes.some((scene) => scene.id === id)) ?? [];
    if (missing.length > 0)
      throw new AppError("NOT_FOUND", `no scene ${missing.join(", ")}: import it first`);
    if (scenes.length === 0)
      throw new AppError("PRECONDITION", "there is no scene to run: import one first");
    const run = await tx.run.create({
      data: { actorId: ctx.actor.id, until: input.until, parameters: input.parameters },
    });
    await createTasks(
      tx,
      run.id,
      "select-frames",
      scenes.map(({ id }) => ({ subjectId: id, sceneId: id })),
    );
    await audit({ ...ctx, db: tx }, { action: "run.start", subjectId: run.id, after: input });
    return run.id;
  });
}
