const sizeMaxMeters = 0.02;
const sizeMinMeters = 0.006;
/** Points are a little larger than their distance, so that surfaces close. */
const sizeOverSpacing = 1.5;

/** How large the points of a cloud are drawn whose finest tiles have this spacing, metres. */
export function pointSizeMeters(spacingMeters: number): number {
  return Math.min(sizeMaxMeters, Math.max(sizeMinMeters, sizeOverSpacing * spacingMeters));
}

/** For a vertex shader: keeps points visible from afar and from becoming tiles close by (device pixels). */
export const pointSizeLimits = "gl_PointSize = clamp(gl_PointSize, 1.7, 6.0);";
