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

/** Area of each triangle, square metres; 0 for one with a corner that is no number. */
export function faceAreas({ positions, faces }: Mesh): Float64Array {
  const areas = new Float64Array(faces.length / 3);
  for (let face = 0; face < areas.length; face++) {
    const [a, b, c] = [
      3 * faces[3 * face]!,
      3 * faces[3 * face + 1]!,
      3 * faces[3 * face + 2]!,
    ] as const;
    const abx = positions[b]! - positions[a]!;
    const aby = positions[b + 1]! - positions[a + 1]!;
    const abz = positions[b + 2]! - positions[a + 2]!;
    const acx = positions[c]! - positions[a]!;
    const acy = positions[c + 1]! - positions[a + 1]!;
    const acz = positions[c + 2]! - positions[a + 2]!;
    const area = Math.hypot(aby * acz - abz * acy, abz * acx - abx * acz, abx * acy - aby * acx);
    areas[face] = Number.isFinite(area) ? area / 2 : 0;
  }
  return areas;
}

/** Area of all triangles, square metres. */
export function surfaceArea(mesh: Mesh): number {
  return faceAreas(mesh).reduce((sum, area) => sum + area, 0);
}

/** The mesh without the triangles that touch one of the given vertices; the vertices themselves stay, so that numbers do not change. */
export function withoutVertices(mesh: Mesh, vertices: ReadonlySet<number>): Mesh {
  if (vertices.size === 0) return mesh;
  const faces = new Uint32Array(mesh.faces.length);
  let kept = 0;
  for (let i = 0; i < faces.length; i += 3) {
    const corners = mesh.faces.subarray(i, i + 3);
    if (corners.some((corner) => vertices.has(corner))) continue;
    faces.set(corners, kept);
    kept += 3;
  }
  return { ...mesh, faces: faces.slice(0, kept) };
}
