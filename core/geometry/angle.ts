/** Degrees to radians. */
export function radiansFromDegrees(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** Radians to degrees. */
export function degreesFromRadians(radians: number): number {
  return (radians * 180) / Math.PI;
}

/** `radians` brought into [-pi, pi). */
export function wrapRadians(radians: number): number {
  const turn = 2 * Math.PI;
  const wrapped = radians - turn * Math.floor((radians + Math.PI) / turn);
  return wrapped >= Math.PI ? wrapped - turn : wrapped;
}
