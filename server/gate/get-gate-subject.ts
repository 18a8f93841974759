import { Backend } from "#core/detection/backend.ts";
import { statesBefore } from "#core/sample/sample-state.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { FrameSample } from "../sample/frame-sample.ts";
import { frameSampleOf } from "../sample/frame-sample.ts";

/** A sample as a gate sees it: what the pipeline made, whatever a gate made of it before. */
export type GateSubject = FrameSample & {
  version: number;
  frameId: string;
  backend: Backend;
  /** The photo of its frame (content hash). */
  imageHash: string | null;
  /** Its pictures before and after (content hashes); null where none were drawn. */
  pictures: { beforeHash: string; afterHash: string } | null;
  /** Whether a gate may still decide: it was not dropped, and no person has it in hand or has touched it. */
  undecided: boolean;
};

/** One sample by id, at its first revision. */
export async function getGateSubject(ctx: Context, id: string): Promise<GateSubject> {
  const row = await ctx.db.sample.findUnique({
    where: { id },
    include: {
      frame: { select: { imageHash: true } },
      revisions: { where: { number: 1 } },
      _count: {
        select: {
          verdicts: true,
          revisions: { where: { number: { gt: 1 }, actor: { kind: "person" } } },
        },
      },
    },
  });
  if (!row) throw new AppError("NOT_FOUND", `no sample ${id}`);
  const sample = frameSampleOf({ ...row, currentRevision: row.revisions[0] ?? null });
  const { beforeHash, afterHash } = row.revisions[0] ?? {};
  const leased = row.leaseExpiresAt !== null && row.leaseExpiresAt > new Date();
  const untouched = !leased && row._count.verdicts === 0 && row._count.revisions === 0;
  return {
    ...sample,
    version: row.version,
    frameId: row.frameId,
    backend: Backend.parse(row.backend),
    imageHash: row.frame.imageHash,
    pictures: beforeHash && afterHash ? { beforeHash, afterHash } : null,
    undecided: untouched && statesBefore("drop").includes(sample.state),
  };
}
