/**
 * A triangle mesh of a scan. `positions`: x, y, z of each vertex in the world, metres. `colors`: red,
 * green, blue of each vertex, 0 to 255. `faces`: three vertex numbers of each triangle; empty for a point
 * scan. Every vertex number is smaller than the count of vertices.
 */
export type Mesh = {
  readonly positions: Float32Array;
  readonly colors: Uint8Array;
  readonly faces: Uint32Array;
};

/**
 * The height (z, metres) under which the given share of the vertices lies, 0 to 1. Robust against the few
 * points that a scanner sees below the floor. Null for a mesh without vertices.
 */
export function heightPercentile(mesh: Mesh, share: number): number | null {
  const count = mesh.positions.length / 3;
  if (count === 0) return null;
  const heights = new Float32Array(count);
  for (let i = 0; i < count; i++) heights[i] = mesh.positions[3 * i + 2]!;
  heights.sort();
  return heights[Math.min(count - 1, Math.floor(share * count))]!;
}

/** The positions of some of the vertices, in the order given: x, y, z of each in the world, metres. */
export function vertexPositions(mesh: Mesh, vertices: Uint32Array): Float32Array {
  const positions = new Float32Array(vertices.length * 3);
  vertices.forEach((vertex, i) =>
    positions.set(mesh.positions.subarray(3 * vertex, 3 * vertex + 3), 3 * i),
  );
  return positions;
}
