import { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { Intrinsics } from "#core/geometry/camera.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

/** A scene with its frames (in walking order) and annotated objects. `report` and `selectionDetail` are parsed by the page that shows them. */
export async function getScene(ctx: Context, id: string) {
  const scene = await ctx.db.scene.findUnique({
    where: { id },
    include: {
      frames: {
        orderBy: { number: "asc" },
        include: { _count: { select: { samples: true, objects: true } } },
      },
      objects: { orderBy: { id: "asc" } },
    },
  });
  if (!scene) throw new AppError("NOT_FOUND", `no scene ${id}`);
  return {
    ...scene,
    frames: scene.frames.map((frame) => ({
      ...frame,
      intrinsics: Intrinsics.parse(frame.intrinsics),
      cameraFromWorld: CameraFromWorld.parse(frame.cameraFromWorld),
    })),
    objects: scene.objects.map((object) => ({ ...object, box: BoxInWorld.parse(object.box) })),
  };
}
