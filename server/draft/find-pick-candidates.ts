import { Operation } from "#core/operation/operation.ts";
import type { PickCandidate } from "#core/release/pick/pick-candidate.ts";
import type { ReleaseSource } from "#core/release/release-name.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { candidatesOf } from "../release/find-candidates.ts";
import { reviewerPseudonym } from "../release/reviewer-pseudonym.ts";
import {
  latestRedetection,
  redetectionObstacle,
  withLatestRedetection,
} from "../sample/latest-redetection.ts";

const select = {
  id: true,
  frameId: true,
  backend: true,
  label: true,
  state: true,
  notForRelease: true,
  currentRevision: { select: { edit: true, ...withLatestRedetection } },
  frame: { select: { sceneId: true } },
  verdicts: {
    where: { undoneAt: null, kind: "accept" },
    select: { createdAt: true, actor: { select: { id: true, createdAt: true } } },
  },
} as const satisfies Prisma.SampleSelect;

type Row = Prisma.SampleGetPayload<{ select: typeof select }>;

/**
 * The samples that a draft may choose from: those that a release from `source` asks for, without those that
 * a freeze would refuse for what is written beside them. Whether an edit still passes every check is looked
 * at when it is frozen.
 */
export async function findPickCandidates(
  ctx: Context,
  source: ReleaseSource,
): Promise<PickCandidate[]> {
  const rows = await ctx.db.sample.findMany({
    where: { ...candidatesOf[source], notForRelease: null },
    select,
  });
  return rows.filter((row) => obstacleOf(row) === null).map(candidateOf);
}

/** Why samples cannot be chosen from `source`, by id; those that can be are left out. */
export async function findObstacles(
  ctx: Context,
  source: ReleaseSource,
  ids: readonly string[],
): Promise<{ id: string; why: string }[]> {
  const where = { id: { in: [...ids] } };
  const asked = await ctx.db.sample.findMany({
    where: { AND: [where, candidatesOf[source]] },
    select: { id: true },
  });
  const isAsked = new Set(asked.map(({ id }) => id));
  const rows = new Map(
    (await ctx.db.sample.findMany({ where, select })).map((row) => [row.id, row]),
  );
  return ids.flatMap((id) => {
    const row = rows.get(id);
    const why = !row
      ? "there is no such sample any more"
      : isAsked.has(id)
        ? obstacleOf(row)
        : `it is ${row.state} and not ${source === "accepted" ? "accepted" : "kept by the gate"} any more`;
    return why === null ? [] : [{ id, why }];
  });
}

/** What is written beside a sample that keeps it out of every release. */
function obstacleOf({ notForRelease, currentRevision }: Row): string | null {
  if (!currentRevision) return "it has no revision";
  if (notForRelease) return notForRelease;
  return redetectionObstacle(latestRedetection(currentRevision));
}

function candidateOf(row: Row): PickCandidate {
  const { operation, targetId } = row.currentRevision!.edit as Record<string, unknown>;
  const { sceneId } = row.frame;
  return {
    id: row.id,
    sceneId,
    imageId: row.frameId,
    // Only the scan's own annotation knows an object again in another photo.
    objectKey: `${row.backend === "annotation" ? sceneId : row.frameId} ${String(targetId)}`,
    label: row.label,
    operation: Operation.parse(operation),
    acceptances: row.verdicts.map(({ actor, createdAt }) => ({
      reviewer: reviewerPseudonym(actor),
      day: createdAt.toISOString().slice(0, 10),
    })),
  };
}
