import { FrameDepth } from "#core/frame/frame-image.ts";
import { Intrinsics } from "#core/geometry/camera.ts";
import { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

/** A photo with the annotation of its scene, in the world. */
export type FrameAnnotation = {
  frameId: string;
  key: string;
  imageHash: string | null;
  depth: FrameDepth | null;
  intrinsics: Intrinsics;
  cameraFromWorld: CameraFromWorld;
  scene: { rootPath: string; inputsHash: string };
  objects: { key: string; label: string; box: BoxInWorld; pointsHash: string | null }[];
};

/** What the annotation backend needs to know about one photo. */
export async function getFrameAnnotation(ctx: Context, frameId: string): Promise<FrameAnnotation> {
  const frame = await ctx.db.frame.findUnique({
    where: { id: frameId },
    include: { scene: { include: { objects: { orderBy: { key: "asc" } } } } },
  });
  if (!frame) throw new AppError("NOT_FOUND", `no frame ${frameId}`);
  const { rootPath, inputsHash } = frame.scene;
  const objects = frame.scene.objects.filter(
    ({ frameKey }) => frameKey === null || frameKey === frame.key,
  );
  return {
    frameId,
    key: frame.key,
    imageHash: frame.imageHash,
    depth: FrameDepth.nullable().parse(frame.depth),
    intrinsics: Intrinsics.parse(frame.intrinsics),
    cameraFromWorld: CameraFromWorld.parse(frame.cameraFromWorld),
    scene: { rootPath, inputsHash },
    objects: objects.map(({ key, label, box, pointsHash }) => ({
      key,
      label,
      box: BoxInWorld.parse(box),
      pointsHash,
    })),
  };
}
