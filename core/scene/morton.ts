/** Levels of subdivision in one word of a Morton key: ten times three bits. */
export const levelsInWord = 10;

/**
 * Three whole numbers of ten bits each, interleaved bit by bit into 30: the highest bits of x, y and z
 * come first. Sorting by such keys keeps neighbours together and walks an octree depth first
 * (G. M. Morton, A computer oriented geodetic data base, 1966). Higher bits of the arguments are ignored.
 */
export function interleave(x: number, y: number, z: number): number {
  return (spread(x) << 2) | (spread(y) << 1) | spread(z);
}

/** The coordinate along an axis (0 is x, 1 is y, 2 is z) in a word of {@link interleave}. */
export function deinterleave(word: number, axis: 0 | 1 | 2): number {
  let bits = (word >>> (2 - axis)) & 0x09249249;
  bits = (bits | (bits >>> 2)) & 0x030c30c3;
  bits = (bits | (bits >>> 4)) & 0x0300f00f;
  bits = (bits | (bits >>> 8)) & 0x030000ff;
  return (bits | (bits >>> 16)) & 0x3ff;
}

/** Ten bits, each followed by room for two others. */
function spread(value: number): number {
  let bits = value & 0x3ff;
  bits = (bits | (bits << 16)) & 0x030000ff;
  bits = (bits | (bits << 8)) & 0x0300f00f;
  bits = (bits | (bits << 4)) & 0x030c30c3;
  return (bits | (bits << 2)) & 0x09249249;
}
