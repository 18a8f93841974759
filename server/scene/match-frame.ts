import type { FrameDepth, FrameStream } from "#core/frame/frame-image.ts";
import type { TransformsFrame } from "#core/scene/nerfstudio-transforms.ts";
import { cameraOfPhoto } from "#core/scene/scan-camera.ts";
import type { Pictures } from "./look-at-pictures.ts";
import { pictureOf } from "./look-at-pictures.ts";
import type { PoseFile } from "./pose-file.ts";
import { chooseCamera, choosePose } from "./pose-file.ts";
import type { ScanFrame } from "./read-frames.ts";

/** All that the frames of one stream are made of. */
export type StreamSources = {
  stream: FrameStream;
  photos: Pictures;
  masks: Pictures | null;
  /** By precedence. */
  poses: readonly PoseFile[];
  cameras: readonly PoseFile[];
  /** What the scan's lists say of a photo, by key. */
  listed: ReadonlyMap<string, Pick<TransformsFrame, "isBad" | "split">>;
  depthOf(key: string, number: number): FrameDepth | null;
};

/** A photo of a stream with its pose, camera and mask, or why it cannot be used. */
export function matchFrame(
  sources: StreamSources,
  key: string,
  number: number,
): ScanFrame | { problem: string } {
  const { stream, photos, masks, listed } = sources;
  const found = pictureOf(photos, key, number);
  if (!found?.size) return { problem: "there is no such photo" };
  const { width, height } = found.size;
  const pose = choosePose(sources.poses, key);
  if ("problem" in pose) return pose;
  const stated = chooseCamera(sources.cameras, key);
  if ("problem" in stated) return stated;
  const camera = cameraOfPhoto(stated, width, height);
  if ("problem" in camera) return camera;
  const mask = masks && pictureOf(masks, key, number);
  if (mask?.size && (mask.size.width !== width || mask.size.height !== height))
    return {
      problem: `its mask in ${masks!.shown} is ${mask.size.width}x${mask.size.height} but the photo is ${width}x${height}`,
    };
  const isMaskLocked = masks?.kind === "video" && !masks.probe;
  const exclusions = [
    listed.get(key)?.isBad && "flagged is_bad in transforms.json",
    masks &&
      !mask &&
      `has no usable mask in ${masks.shown}, so it may show what is to be anonymised`,
    isMaskLocked && `its mask in ${masks.shown} cannot be read: see the import report`,
  ].filter((reason) => typeof reason === "string");
  return {
    key,
    number,
    stream,
    image: { picture: found.picture, fisheye: camera.fisheye, mask: mask?.picture ?? null },
    depth: sources.depthOf(key, number),
    split: listed.get(key)?.split ?? null,
    exclusion: exclusions.join("; ") || null,
    intrinsics: camera.intrinsics,
    cameraFromWorld: pose.cameraFromWorld,
    poseSource: pose.source,
  };
}
