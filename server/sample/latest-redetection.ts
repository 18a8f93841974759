import { RedetectionDetail } from "#core/detection/redetection.ts";
import type { Prisma } from "../../prisma/generated/client.ts";

/** What the latest re-detection of a revision said. */
export type SampleRedetection = {
  detector: string;
  modelHash: string;
  passed: boolean;
  /** Squared, over the seven numbers of a published box; null where nothing was found. */
  distance: number | null;
  message: string;
  provenanceHash: string;
  at: Date;
};

/** To be included in a query of revisions for {@link latestRedetection}. */
export const withLatestRedetection = {
  redetections: { orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: 1 },
} as const satisfies Prisma.RevisionInclude;

/** The re-detection that counts for a revision; null where no detector was asked about it. */
export function latestRedetection({
  redetections: [latest],
}: Pick<
  Prisma.RevisionGetPayload<{ include: typeof withLatestRedetection }>,
  "redetections"
>): SampleRedetection | null {
  if (!latest) return null;
  const { detector, modelHash, passed, distance, provenanceHash, createdAt } = latest;
  const { message } = RedetectionDetail.parse(latest.detail);
  return { detector, modelHash, passed, distance, message, provenanceHash, at: createdAt };
}

/** Why a re-detection keeps a sample out of every release; null where it does not. */
export function redetectionObstacle(redetection: SampleRedetection | null): string | null {
  return redetection && !redetection.passed
    ? `redetection by ${redetection.detector}: ${redetection.message}`
    : null;
}
