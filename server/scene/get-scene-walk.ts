import { Intrinsics } from "#core/geometry/camera.ts";
import { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

/** One photo of a walk, with its camera. */
export type WalkFrame = {
  id: string;
  key: string;
  number: number;
  imagePath: string;
  intrinsics: Intrinsics;
  cameraFromWorld: CameraFromWorld;
};

/** A scene as the selection of its photos needs it. */
export type SceneWalk = {
  sceneId: string;
  rootPath: string;
  inputsHash: string;
  frames: WalkFrame[];
  objects: { label: string; box: BoxInWorld }[];
};

/** The photos of a scene in walking order, and its annotated objects. */
export async function getSceneWalk(ctx: Context, sceneId: string): Promise<SceneWalk> {
  const scene = await ctx.db.scene.findUnique({
    where: { id: sceneId },
    include: { frames: { orderBy: [{ number: "asc" }, { key: "asc" }] }, objects: true },
  });
  if (!scene) throw new AppError("NOT_FOUND", `no scene ${sceneId}`);
  return {
    sceneId,
    rootPath: scene.rootPath,
    inputsHash: scene.inputsHash,
    frames: scene.frames.map(({ id, key, number, imagePath, intrinsics, cameraFromWorld }) => ({
      id,
      key,
      number,
      imagePath,
      intrinsics: Intrinsics.parse(intrinsics),
      cameraFromWorld: CameraFromWorld.parse(cameraFromWorld),
    })),
    objects: scene.objects.map(({ label, box }) => ({ label, box: BoxInWorld.parse(box) })),
  };
}
