/**
 * Depth (z in the camera frame, metres) on a grid of pixels that covers the same view as the photo; 0
 * where nothing was measured. Row-major. Pixel (column, row) lies at image pixel
 * (column * image width / width, row * image height / height).
 */
export type DepthMap = {
  readonly width: number;
  readonly height: number;
  readonly depthMeters: Float32Array;
};

/** A depth map from 16-bit millimetres (0 = nothing measured), as registered depth images store them. */
export function depthMapFromMillimeters(
  width: number,
  height: number,
  millimeters: Uint16Array,
): DepthMap {
  // Float32Array.from with a function takes twenty times as long.
  const depthMeters = new Float32Array(millimeters.length);
  for (let i = 0; i < millimeters.length; i++) depthMeters[i] = millimeters[i]! / 1000;
  return { width, height, depthMeters };
}

/** A depth map from float32 metres, as some recordings store them; what is not a positive number (NaN, infinite) counts as not measured. */
export function depthMapFromMeters(width: number, height: number, meters: Float32Array): DepthMap {
  const depthMeters = meters.map((value) => (value > 0 && value < Infinity ? value : 0));
  return { width, height, depthMeters };
}

/** The depth nearest to an image pixel, metres; 0 where nothing was measured. The pixel must lie in the image. */
export function depthAt(
  map: DepthMap,
  imageWidth: number,
  imageHeight: number,
  u: number,
  v: number,
): number {
  const column = Math.min(map.width - 1, Math.round((u * map.width) / imageWidth));
  const row = Math.min(map.height - 1, Math.round((v * map.height) / imageHeight));
  return map.depthMeters[row * map.width + column]!;
}

/**
 * The depth map with its unmeasured pixels (0) taken from another map of the same view, whose resolution
 * may differ. Sensors see no black, glassy or distant things; a map rasterised from the scan does.
 */
export function fillDepthGaps(map: DepthMap, filler: DepthMap): DepthMap {
  const { width, height } = map;
  const depthMeters = map.depthMeters.map((depth, pixel) =>
    depth > 0 ? depth : depthAt(filler, width, height, pixel % width, Math.floor(pixel / width)),
  );
  return { width, height, depthMeters };
}
