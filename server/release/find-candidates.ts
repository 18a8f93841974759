import type { ReleaseSource } from "#core/release/release-name.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { withLatestRedetection } from "../sample/latest-redetection.ts";

const include = {
  currentRevision: { include: { actor: true, ...withLatestRedetection } },
  gateVerdicts: { orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: 1 },
  verdicts: {
    where: { undoneAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { actor: true, revision: { select: { number: true } } },
  },
  comments: { where: { resolvedAt: null }, orderBy: { id: "asc" } },
  frame: {
    include: { scene: true, objects: true },
  },
} as const satisfies Prisma.SampleInclude;

/** A sample that a release may take, with all that its entry needs. */
export type Candidate = Prisma.SampleGetPayload<{ include: typeof include }>;

/** Which samples a release asks for. */
export const candidatesOf: Record<ReleaseSource, Prisma.SampleWhereInput> = {
  accepted: { state: "accepted" },
  gated: { state: { in: ["queued", "accepted"] }, gateVerdicts: { some: { verdict: "keep" } } },
};

/** The photos whose samples a release from `source` asks for, or those of the samples with the given ids, in the order of their ids. */
export async function findAskedPhotos(
  ctx: Context,
  source: ReleaseSource,
  ids?: readonly string[],
): Promise<string[]> {
  if (!ids) {
    const rows = await ctx.db.sample.groupBy({ by: ["frameId"], where: candidatesOf[source] });
    return rows.map(({ frameId }) => frameId).toSorted();
  }
  const found = new Set<string>();
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const id = { in: ids.slice(from, from + idsAtOnce) };
    const rows = await ctx.db.sample.findMany({ where: { id }, select: { frameId: true } });
    for (const { frameId } of rows) found.add(frameId);
  }
  return [...found].toSorted();
}

/** A statement takes at most 65,535 values. */
const idsAtOnce = 10_000;

/** The samples of some photos that a release from `source` asks for, in the order of their photos and numbers. */
export async function findCandidates(
  ctx: Context,
  source: ReleaseSource,
  photos: readonly string[],
): Promise<Candidate[]> {
  return ctx.db.sample.findMany({
    where: { AND: [candidatesOf[source], { frameId: { in: [...photos] } }] },
    orderBy: [{ frameId: "asc" }, { number: "asc" }],
    include,
  });
}

/** One sample in the same form, whether a release asks for it or not; null when there is none. */
export async function findCandidate(ctx: Context, id: string): Promise<Candidate | null> {
  return ctx.db.sample.findUnique({ where: { id }, include });
}
