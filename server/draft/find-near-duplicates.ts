import { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import type { NearDuplicate } from "#core/release/pick/near-duplicates.ts";
import { nearDuplicates } from "#core/release/pick/near-duplicates.ts";
import type { PickCandidate } from "#core/release/pick/pick-candidate.ts";
import { Edit } from "#core/sample/revision.ts";
import type { Context } from "../context.ts";

/** The pairs among picked samples that are nearly the same. Reads only edits of objects that are picked more than once. */
export async function findNearDuplicates(
  ctx: Context,
  picked: readonly PickCandidate[],
): Promise<NearDuplicate[]> {
  const several = [...Map.groupBy(picked, ({ objectKey }) => objectKey).values()]
    .filter((group) => group.length > 1)
    .flat();
  const objectOf = new Map(several.map(({ id, objectKey }) => [id, objectKey]));
  const rows = await ctx.db.sample.findMany({
    where: { id: { in: [...objectOf.keys()] } },
    select: {
      id: true,
      frameId: true,
      frame: { select: { cameraFromWorld: true } },
      currentRevision: { select: { edit: true } },
    },
  });
  return nearDuplicates(
    rows.map(({ id, frameId, frame, currentRevision }) => ({
      id,
      imageId: frameId,
      objectKey: objectOf.get(id)!,
      cameraFromWorld: CameraFromWorld.parse(frame.cameraFromWorld),
      edit: Edit.parse(currentRevision?.edit),
    })),
  );
}
