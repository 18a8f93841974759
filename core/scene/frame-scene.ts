import * as z from "zod";
import { Intrinsics } from "#core/geometry/camera.ts";
import { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { CameraFromWorld, transformDirection } from "#core/geometry/rigid-transform.ts";
import type { Direction } from "#core/geometry/space.ts";
import { upInWorld } from "#core/geometry/space.ts";

/** One object as reconstructed in one photo: a labelled 3D box in that photo's camera frame. */
export const FrameObject = z.object({
  /** Unique within the frame and stable over reruns, e.g. `annotation:12`. */
  id: z.string().min(1),
  /** The label as people say it: lower case, singular, e.g. "office chair". */
  label: z.string().min(1),
  box: BoxInCamera,
  /** Share of the box's volume inside the image and in front of the camera, 0 to 1. */
  inImageFraction: z.number().min(0).max(1),
  /** Share of the object's surface points inside the image that the camera really sees, 0 to 1; null when nothing measured it. */
  visibleFraction: z.number().min(0).max(1).nullable(),
  /** Confidence of the detector that produced the box, 0 to 1; 1 for a hand-made annotation. */
  score: z.number().min(0).max(1),
});
export type FrameObject = z.infer<typeof FrameObject>;

/** Everything that rules need to know about one photo. Plain data: the browser, a worker and the exporter use the same. */
export const FrameScene = z.object({
  sceneKey: z.string(),
  frameKey: z.string(),
  intrinsics: Intrinsics,
  cameraFromWorld: CameraFromWorld,
  /** Height of the floor in the scan world (z), metres. */
  floorHeightMeters: z.number(),
  objects: z.array(FrameObject),
  /** Labels taken for movable in this scene although the list says that they stay (`isMovableLabel`); none when left out. */
  includedLabels: z.array(z.string()).optional(),
});
export type FrameScene = z.infer<typeof FrameScene>;

/** The direction away from gravity in the camera frame. It comes from the pose: a tilted camera's y axis is not vertical. */
export function upInCamera(scene: FrameScene): Direction<"Camera"> {
  return transformDirection(scene.cameraFromWorld, upInWorld);
}

/** The object with the given id, or undefined. */
export function objectById(scene: FrameScene, id: string): FrameObject | undefined {
  return scene.objects.find((object) => object.id === id);
}
