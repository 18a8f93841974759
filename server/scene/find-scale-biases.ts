import { Agreement } from "#core/detection/agreement.ts";
import { Backend } from "#core/detection/backend.ts";
import type { ScaleBias } from "#core/detection/scale-bias.ts";
import { measureScaleBias } from "#core/detection/scale-bias.ts";
import type { Context } from "../context.ts";

/** What a scene's detections say about the scale of one backend. */
export type BackendScaleBias = ScaleBias & { backend: Backend };

/** Whether the boxes that detectors found in a scene are at the scale of its annotation, by backend. */
export async function findScaleBiases(ctx: Context, sceneId: string): Promise<BackendScaleBias[]> {
  const objects = await ctx.db.frameObject.findMany({
    where: { frame: { sceneId }, backend: { not: "annotation" } },
    select: {
      backend: true,
      agreement: true,
      frame: { select: { width: true, height: true } },
    },
  });
  const byBackend = Map.groupBy(objects, ({ backend }) => Backend.parse(backend));
  return Backend.options.flatMap((backend) => {
    const found = byBackend.get(backend);
    if (!found) return [];
    const agreements = found.flatMap(({ agreement }) =>
      agreement === null ? [] : [Agreement.parse(agreement)],
    );
    const photos = found.map(({ frame }) => frame);
    return [{ ...measureScaleBias(agreements, photos), backend }];
  });
}
