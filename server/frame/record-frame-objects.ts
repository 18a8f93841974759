import type { FrameObject } from "#core/scene/frame-scene.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";

/** Stores what one backend sees in a photo, in place of what it saw before. Other backends' objects stay. */
export async function recordFrameObjects(
  ctx: Context,
  frameId: string,
  backend: string,
  objects: readonly FrameObject[],
  provenanceHash: string,
): Promise<void> {
  await ctx.db.frameObject.deleteMany({ where: { frameId, backend } });
  await ctx.db.frameObject.createMany({
    data: objects.map(({ id: key, box, ...object }) => ({
      ...object,
      id: `${frameId}:${key}`,
      frameId,
      backend,
      key,
      box: box as unknown as Prisma.InputJsonObject,
      provenanceHash,
    })),
  });
}
