import { RunParameters } from "#core/run/run-parameters.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { createTasks } from "../task/create-tasks.ts";
import { findChecks } from "./find-checks.ts";
import { PreflightScope, readScope } from "./preflight-scope.ts";

/**
 * Starts a run that checks the samples of `scope` that are not checked yet or changed since, and returns its
 * id: that of the run which is at it already, or null when there is nothing to check. CONFLICT when the
 * draft's last run is paused.
 */
export async function startPreflight(
  ctx: Context,
  raw: PreflightScope,
): Promise<{ runId: string | null }> {
  const scope = PreflightScope.parse(raw);
  return withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const draftId = "draftId" in scope ? scope.draftId : null;
    if (draftId !== null) {
      // Of two who start at once, the second finds the run of the first.
      await tx.$executeRaw`SELECT 1 FROM "ReleaseDraft" WHERE "id" = ${draftId} FOR UPDATE`;
      const open = await tx.run.findFirst({
        where: { draftId, state: { in: ["running", "paused"] } },
      });
      if (open?.state === "running") return { runId: open.id };
      if (open)
        throw new AppError(
          "CONFLICT",
          "the preflight of this draft is paused: let it go on, or cancel it first",
        );
    }
    const choice = await readScope(inside, scope);
    const due = (await findChecks(inside, choice)).filter(({ state }) => state !== "checked");
    if (due.length === 0) return { runId: null };
    const parameters = RunParameters.parse({
      preflightSample: { acceptancesMin: choice.acceptancesMin },
    });
    const run = await tx.run.create({
      data: { actorId: ctx.actor.id, until: "preflight-sample", parameters, draftId },
    });
    await createTasks(
      tx,
      run.id,
      "preflight-sample",
      due.map(({ candidate }) => ({
        subjectId: candidate.id,
        sceneId: candidate.frame.sceneId,
      })),
    );
    await audit(inside, {
      action: "run.preflight",
      subjectId: run.id,
      after: { ...scope, samples: due.length },
    });
    return { runId: run.id };
  });
}
