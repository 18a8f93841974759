/** The camera of every demo frame. Pixel centres lie on whole numbers, as in OpenCV. */
export const IMAGE_SIZE = { width: 1280, height: 960 } as const;

/** Depth pixel (u, v) is image pixel (4u, 4v). */
export const DEPTH_STRIDE = 4;
export const DEPTH_SIZE = {
  width: IMAGE_SIZE.width / DEPTH_STRIDE,
  height: IMAGE_SIZE.height / DEPTH_STRIDE,
} as const;

export const INTRINSICS = { fx: 953.4, fy: 953.4, cx: 637.2, cy: 481.6 } as const;

export type Pinhole = {
  width: number;
  height: number;
  fx: number;
  fy: number;
  cx: number;
  cy: number;
};

export const IMAGE_CAMERA: Pinhole = { ...IMAGE_SIZE, ...INTRINSICS };

export const DEPTH_CAMERA: Pinhole = {
  ...DEPTH_SIZE,
  fx: INTRINSICS.fx / DEPTH_STRIDE,
  fy: INTRINSICS.fy / DEPTH_STRIDE,
  cx: INTRINSICS.cx / DEPTH_STRIDE,
  cy: INTRINSICS.cy / DEPTH_STRIDE,
};
