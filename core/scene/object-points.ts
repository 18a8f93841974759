import type { Mesh } from "./mesh.ts";

/** Largest number of points stored for one object. */
export const objectPointsMax = 4000;

/**
 * The mesh vertices of annotated objects. `segmentOfVertex[i]` is the segment of vertex i; an object owns
 * every vertex of its segments. Returns one list of vertex numbers (ascending) per list of segments. A
 * vertex may belong to several objects.
 */
export function verticesOfSegments(
  segmentOfVertex: ArrayLike<number>,
  objects: readonly (readonly number[])[],
): Uint32Array[] {
  const ownersOfSegment = new Map<number, number[]>();
  objects.forEach((segments, object) => {
    for (const segment of new Set(segments)) {
      const owners = ownersOfSegment.get(segment);
      if (owners) owners.push(object);
      else ownersOfSegment.set(segment, [object]);
    }
  });
  const vertices: number[][] = objects.map(() => []);
  for (let vertex = 0; vertex < segmentOfVertex.length; vertex++) {
    for (const owner of ownersOfSegment.get(segmentOfVertex[vertex]!) ?? [])
      vertices[owner]!.push(vertex);
  }
  return vertices.map((list) => Uint32Array.from(list));
}

/**
 * The positions of at most {@link objectPointsMax} of the vertices, evenly chosen in file order: x, y, z
 * of each in the world, metres.
 */
export function objectPoints(mesh: Mesh, vertices: Uint32Array): Float32Array {
  const count = Math.min(vertices.length, objectPointsMax);
  const points = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) {
    const vertex = 3 * vertices[Math.floor((i * vertices.length) / count)]!;
    points.set(mesh.positions.subarray(vertex, vertex + 3), 3 * i);
  }
  return points;
}

/** The stored form of points: little-endian float32 triples, nothing else. */
export function encodePoints(points: Float32Array): Uint8Array {
  const bytes = new Uint8Array(points.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < points.length; i++) view.setFloat32(4 * i, points[i]!, true);
  return bytes;
}

/** Reads {@link encodePoints}'s form back. Throws when the bytes are not whole triples. */
export function decodePoints(bytes: Uint8Array): Float32Array {
  if (bytes.byteLength % 12 !== 0) throw new Error("these bytes are not float32 triples");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const points = new Float32Array(bytes.byteLength / 4);
  for (let i = 0; i < points.length; i++) points[i] = view.getFloat32(4 * i, true);
  return points;
}
