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
  frame: {
    include: { scene: true, objects: { select: { key: true, provenanceHash: true } } },
  },
} as const satisfies Prisma.SampleInclude;

/** A sample that a release may take, with all that its entry needs. */
export type Candidate = Prisma.SampleGetPayload<{ include: typeof include }>;

/** Which samples a release asks for. */
export const candidatesOf: Record<ReleaseSource, Prisma.SampleWhereInput> = {
  accepted: { state: "accepted" },
  gated: { state: { in: ["queued", "accepted"] }, gateVerdicts: { some: { verdict: "keep" } } },
};

/** The samples that a release from `source` asks for, or of them those with the given ids, in the order of their photos and numbers. */
export async function findCandidates(
  ctx: Context,
  source: ReleaseSource,
  ids?: readonly string[],
): Promise<Candidate[]> {
  return ctx.db.sample.findMany({
    where: { AND: [candidatesOf[source], ids ? { id: { in: [...ids] } } : {}] },
    orderBy: [{ frameId: "asc" }, { number: "asc" }],
    include,
  });
}

/** One sample in the same form, whether a release asks for it or not; null when there is none. */
export async function findCandidate(ctx: Context, id: string): Promise<Candidate | null> {
  return ctx.db.sample.findUnique({ where: { id }, include });
}
