import type { Finding } from "#core/plausibility/finding.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { SampleEvent } from "#core/sample/sample-state.ts";
import { nextState, statesBefore } from "#core/sample/sample-state.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { revisionId } from "./edit-of-revision.ts";

/** What a stage adds to a sample's machine revision; what is left out stays as it is. */
export type SampleAdvance = {
  readonly sampleId: string;
  readonly edit?: Edit;
  readonly findings?: readonly Finding[];
  readonly beforeHash?: string;
  readonly afterHash?: string;
};

/** What the pipeline does with samples before a gate decides about them. */
export type StageEvent = Extract<SampleEvent, "check" | "word" | "render">;

/**
 * THE verb by which stages move samples on: changes their state by the table of states and completes their
 * machine revision. All of them or none: CONFLICT when one is not in the state before the event any more.
 */
export async function advanceSamples(
  ctx: Context,
  event: StageEvent,
  advances: readonly SampleAdvance[],
): Promise<void> {
  if (advances.length === 0) return;
  const [from] = statesBefore(event);
  const to = from && nextState(from, event);
  if (!to) throw new AppError("INTERNAL", `no sample state allows "${event}"`);
  const ids = advances.map((advance) => advance.sampleId);
  await withTransaction(ctx.db, async (tx) => {
    const { count } = await tx.sample.updateMany({
      where: { id: { in: ids }, state: from },
      data: { state: to, version: { increment: 1 } },
    });
    if (count !== ids.length) {
      throw new AppError(
        "CONFLICT",
        `${ids.length - count} of ${ids.length} samples are not "${from}" any more`,
      );
    }
    for (const { sampleId, edit, findings, beforeHash, afterHash } of advances) {
      if (!edit && !findings && !beforeHash && !afterHash) continue;
      await tx.revision.update({
        where: { id: revisionId(sampleId, 1) },
        data: {
          edit: edit as unknown as Prisma.InputJsonValue | undefined,
          findings: findings && [...findings],
          beforeHash,
          afterHash,
        },
      });
    }
  });
}
