import { FrameImage, FrameStream } from "#core/frame/frame-image.ts";
import type { WalkObject } from "#core/frame/shown-objects.ts";
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
  stream: FrameStream;
  image: FrameImage;
  /** Why the scan itself says not to use it. */
  exclusion: string | null;
  intrinsics: Intrinsics;
  cameraFromWorld: CameraFromWorld;
};

/** A scene as the selection of its photos needs it. */
export type SceneWalk = {
  sceneId: string;
  rootPath: string;
  inputsHash: string;
  frames: WalkFrame[];
  objects: WalkObject[];
};

/** The photos of a scene in walking order, and its annotated objects. */
export async function getSceneWalk(ctx: Context, sceneId: string): Promise<SceneWalk> {
  const scene = await ctx.db.scene.findUnique({
    where: { id: sceneId },
    include: {
      frames: { orderBy: [{ number: "asc" }, { key: "asc" }] },
      objects: { orderBy: { id: "asc" } },
    },
  });
  if (!scene) throw new AppError("NOT_FOUND", `no scene ${sceneId}`);
  return {
    sceneId,
    rootPath: scene.rootPath,
    inputsHash: scene.inputsHash,
    frames: scene.frames.map((frame) => ({
      id: frame.id,
      key: frame.key,
      number: frame.number,
      stream: FrameStream.parse(frame.stream),
      image: FrameImage.parse(frame.image),
      exclusion: frame.exclusion,
      intrinsics: Intrinsics.parse(frame.intrinsics),
      cameraFromWorld: CameraFromWorld.parse(frame.cameraFromWorld),
    })),
    objects: scene.objects.map(({ key, label, box, frameKey }) => ({
      key,
      label,
      box: BoxInWorld.parse(box),
      frameKey,
    })),
  };
}
