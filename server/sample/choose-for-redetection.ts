import * as z from "zod";
import { ReleaseSource } from "#core/release/release-name.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { candidatesOf } from "../release/find-candidates.ts";

/** Which samples a re-detection is about. */
export const RedetectionChoice = z.object({
  /** The samples that a release from there would ask for. */
  source: ReleaseSource.default("accepted"),
  /** Only those of these scenes; of all when left out. */
  sceneIds: z.array(z.string()).optional(),
  /** These samples in whatever state; `source` and `sceneIds` say nothing beside them. */
  sampleIds: z.array(z.string()).min(1).max(10_000).optional(),
});

/** The chosen samples as subjects of tasks, those of one photo and label side by side. Never none. */
export async function chooseForRedetection(
  ctx: Context,
  { source, sceneIds, sampleIds }: z.output<typeof RedetectionChoice>,
): Promise<{ subjectId: string; sceneId: string }[]> {
  const samples = await ctx.db.sample.findMany({
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
