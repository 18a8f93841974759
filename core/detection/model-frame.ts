import type { Intrinsics } from "#core/geometry/camera.ts";
import type { ImageRect, Pixel } from "#core/geometry/projection.ts";
import type { Pinhole } from "#core/metric/decode-heads.ts";
import type { Frame896 } from "#core/metric/frame-896.ts";
import { frame896, intrinsicsIn896, pixelFrom896, pixelTo896 } from "#core/metric/frame-896.ts";

/**
 * How a photo lies in the model's 896 x 896 frame, with its camera in the pixels of both.
 *
 * Two conventions meet here. In the studio the first pixel's CENTRE is (0, 0); the model shoots its rays
 * through pixel centres at + 0.5, so that in its frame the first pixel's CORNER is (0, 0). All functions of
 * this file convert: half a pixel of the photo is added before scaling and taken off after scaling back.
 * (`core/metric/frame-896` maps without: it is the published evaluator's way, which mixes the two.)
 */
export type ModelFrame = Frame896 & {
  /** The photo's camera in its own pixels. */
  readonly photo: Intrinsics;
  /** The same camera in the model's frame: scaled per axis, moved by the crop; its size is that of the content. */
  readonly intrinsics: Intrinsics;
};

/**
 * The frame of a photo with this camera. The content has no pixels where a photo is more than 64 times as
 * long as wide: then every prompt lies outside.
 *
 * Source: GSI-Bench 8f2641b, detect_anything/datasets/detany3d_dataset.py and the ray generation of the
 * depth predictor (+ 0.5), scaled per axis.
 */
export function modelFrame(photo: Intrinsics): ModelFrame {
  const atCorner = { ...photo, cx: photo.cx + 0.5, cy: photo.cy + 0.5 };
  return { ...frame896(photo), photo, intrinsics: intrinsicsIn896(atCorner) };
}

/** Where a pixel position of the photo lies in the model's frame. Not clipped. */
export function pixelToModel(frame: Frame896, [u, v]: Pixel): Pixel {
  return pixelTo896(frame, [u + 0.5, v + 0.5]);
}

/** Where a position in the model's frame lies in the photo: the inverse of {@link pixelToModel}. */
export function pixelFromModel(frame: Frame896, position: Pixel): Pixel {
  const [u, v] = pixelFrom896(frame, position);
  return [u - 0.5, v - 0.5];
}

/** A rectangle of the photo in the model's frame. Not clipped. */
export function rectToModel(frame: Frame896, [x1, y1, x2, y2]: ImageRect): ImageRect {
  return [...pixelToModel(frame, [x1, y1]), ...pixelToModel(frame, [x2, y2])];
}

/** A rectangle of the model's frame in the photo: the inverse of {@link rectToModel}. */
export function rectFromModel(frame: Frame896, [x1, y1, x2, y2]: ImageRect): ImageRect {
  return [...pixelFromModel(frame, [x1, y1]), ...pixelFromModel(frame, [x2, y2])];
}

/**
 * A camera given in pixels of the model's frame (one that the model read off the photo), in pixels of the
 * photo. Null when it is none: a number is not finite or a focal length not positive.
 */
export function intrinsicsFromModel(frame: Frame896, camera: Pinhole): Intrinsics | null {
  const [cx, cy] = pixelFromModel(frame, [camera.cx, camera.cy]);
  const { width, height } = frame.source;
  const fx = (camera.fx * width) / frame.resized.width;
  const fy = (camera.fy * height) / frame.resized.height;
  const isCamera = [fx, fy, cx, cy].every(Number.isFinite) && fx > 0 && fy > 0;
  return isCamera ? { fx, fy, cx, cy, width, height } : null;
}
