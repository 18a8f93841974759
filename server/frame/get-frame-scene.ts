import type { Backend } from "#core/detection/backend.ts";
import { FrameScene } from "#core/scene/frame-scene.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { getLastSelection } from "./get-last-selection.ts";

const natural = new Intl.Collator("en", { numeric: true });

type FrameRow = Prisma.FrameGetPayload<{ include: { scene: true; objects: true } }>;

/** Everything that rules need to know about one photo, with what one backend saw in it in the order of keys. */
export async function getFrameScene(
  ctx: Context,
  frameId: string,
  backend: Backend,
): Promise<FrameScene> {
  const frame = await ctx.db.frame.findUnique({
    where: { id: frameId },
    include: { scene: true, objects: { where: { backend } } },
  });
  if (!frame) throw new AppError("NOT_FOUND", `no frame ${frameId}`);
  const { includedLabels } = await getLastSelection(ctx, frame.sceneId);
  return frameSceneOf(frame, backend, includedLabels);
}

/** The same of a photo that was read with its scene and its objects. */
export function frameSceneOf(
  frame: FrameRow,
  backend: Backend,
  includedLabels: readonly string[],
): FrameScene {
  return FrameScene.parse({
    sceneKey: frame.sceneId,
    frameKey: frame.key,
    intrinsics: frame.intrinsics,
    cameraFromWorld: frame.cameraFromWorld,
    floorHeightMeters: frame.scene.floorHeightMeters,
    objects: frame.objects
      .filter((object) => object.backend === backend)
      .toSorted((a, b) => natural.compare(a.key, b.key))
      .map((object) => ({ ...object, id: object.key })),
    includedLabels,
  });
}
