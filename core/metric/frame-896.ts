import type { Intrinsics } from "#core/geometry/camera.ts";
import type { Pixel } from "#core/geometry/projection.ts";

/** Side of the detector's square picture in pixels. */
export const frameSide = 896;

const cropMultiple = 14;

/** Width and height of a picture in pixels. */
export type ImageSize = { readonly width: number; readonly height: number };

/** How a source picture lies in the detector's 896 frame. All in pixels. */
export type Frame896 = {
  readonly source: ImageSize;
  /** Size after the longer side was brought to 896. */
  readonly resized: ImageSize;
  /** What a centred crop to multiples of 14 takes off the left and the top, 0 to 6. */
  readonly crop: { readonly x: number; readonly y: number };
  /** Size after the crop: the part of the 896 x 896 square that holds picture, from its top left corner. */
  readonly content: ImageSize;
};

/**
 * The geometry of the 896 frame for a source picture: resize so that the longer side is 896 (half rounds
 * up), crop the centre to multiples of 14, pad with nothing at the right and the bottom.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/utils.py: ResizeLongestSide, img_utils.py: crop_hw, preprocess.
 */
export function frame896(source: ImageSize): Frame896 {
  const factor = frameSide / Math.max(source.width, source.height);
  const resized = {
    width: Math.floor(source.width * factor + 0.5),
    height: Math.floor(source.height * factor + 0.5),
  };
  const content = { width: cropped(resized.width), height: cropped(resized.height) };
  const crop = {
    x: cropOffset(resized.width, content.width),
    y: cropOffset(resized.height, content.height),
  };
  return { source, resized, crop, content };
}

/** Where a source pixel lies in the 896 frame. Scaled per axis, then shifted by the crop; not clipped. */
export function pixelTo896(frame: Frame896, [u, v]: Pixel): Pixel {
  return [
    (u * frame.resized.width) / frame.source.width - frame.crop.x,
    (v * frame.resized.height) / frame.source.height - frame.crop.y,
  ];
}

/** Where a pixel of the 896 frame lies in the source picture: the inverse of {@link pixelTo896}. */
export function pixelFrom896(frame: Frame896, [u, v]: Pixel): Pixel {
  return [
    ((u + frame.crop.x) * frame.source.width) / frame.resized.width,
    ((v + frame.crop.y) * frame.source.height) / frame.resized.height,
  ];
}

/**
 * The camera of the source picture expressed in 896-frame pixels; `width` and `height` become the size of
 * the content. Scaled per axis: the published training loader scales both axes by the width's ratio, which
 * differs only by the rounding of the shorter side (below 0.1 %).
 *
 * Source: GSI-Bench 8f2641b, detect_anything/datasets/detany3d_dataset.py, corrected as said.
 */
export function intrinsicsIn896(k: Intrinsics): Intrinsics {
  const frame = frame896(k);
  const [cx, cy] = pixelTo896(frame, [k.cx, k.cy]);
  return {
    fx: (k.fx * frame.resized.width) / k.width,
    fy: (k.fy * frame.resized.height) / k.height,
    cx,
    cy,
    ...frame.content,
  };
}

/**
 * The camera of the source picture, in its pixels, from one in pixels of the 896 frame: the inverse of
 * {@link intrinsicsIn896}. `source`: the size of the picture.
 */
export function intrinsicsFrom896(
  k: Pick<Intrinsics, "fx" | "fy" | "cx" | "cy">,
  { width, height }: ImageSize,
): Intrinsics {
  const frame = frame896({ width, height });
  const [cx, cy] = pixelFrom896(frame, [k.cx, k.cy]);
  return {
    fx: (k.fx * width) / frame.resized.width,
    fy: (k.fy * height) / frame.resized.height,
    cx,
    cy,
    width,
    height,
  };
}

function cropped(side: number): number {
  return Math.floor(side / cropMultiple) * cropMultiple;
}

function cropOffset(resized: number, content: number): number {
  return Math.floor(resized / 2) - Math.floor(content / 2);
}
