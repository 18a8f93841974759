import type { Intrinsics } from "./camera.ts";

/**
 * A pinhole camera as renderers have it: the optical axis goes through the middle of the picture. `view` is
 * the smallest such picture that contains the photo at the photo's scale; the photo's top left corner lies
 * at (`left`, `top`) in it. Pixels of the photo; corners, not centres of pixels.
 */
export type PerspectiveView = {
  /** Angle between the top and the bottom of the view, radians. */
  readonly verticalFov: number;
  /** Width over height of the view where pixels are square in angle: fx and fy may differ. */
  readonly aspectRatio: number;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
};

/**
 * The view of a pinhole camera whose principal point lies anywhere. Its sides are twice the larger distance
 * from the principal point to the photo's border; borders lie half a pixel outside the outer pixels' centres.
 */
export function perspectiveView({ fx, fy, cx, cy, width, height }: Intrinsics): PerspectiveView {
  const [right, bottom] = [width - 0.5 - cx, height - 0.5 - cy];
  const halfWidth = Math.max(cx + 0.5, right);
  const halfHeight = Math.max(cy + 0.5, bottom);
  return {
    verticalFov: 2 * Math.atan(halfHeight / fy),
    aspectRatio: (halfWidth * fy) / (halfHeight * fx),
    width: 2 * halfWidth,
    height: 2 * halfHeight,
    left: halfWidth - (cx + 0.5),
    top: halfHeight - (cy + 0.5),
  };
}
