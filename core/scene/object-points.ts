import type { Mesh } from "./mesh.ts";
import { vertexPositions } from "./mesh.ts";
import { samplePointCloud } from "./point-cloud.ts";

/** Largest number of points stored for one object. */
export const objectPointsMax = 4000;

const verticesMin = 200;
const pointsOnFaces = 1000;

/**
 * The mesh vertices of annotated objects. `segmentOfVertex[i]` is the segment of vertex i; an object owns
 * every vertex of its segments that is not masked (anonymised). Returns one list of vertex numbers
 * (ascending) per list of segments. A vertex may belong to several objects. Takes time and memory in
 * proportion to the vertices and the listed segments, whatever the segment numbers are.
 */
export function verticesOfSegments(
  segmentOfVertex: Uint32Array,
  objects: readonly Uint32Array[],
  masked: ReadonlySet<number> = new Set(),
): Uint32Array[] {
  const { rankOf, count } = rankSegments(segmentOfVertex);
  // Vertices in the order of their segments' ranks; those of rank r begin at starts[r].
  const starts = new Uint32Array(count + 1);
  for (let i = 0; i < segmentOfVertex.length; i++) starts[rankOf(segmentOfVertex[i]!)! + 1]!++;
  for (let rank = 0; rank < count; rank++) starts[rank + 1]! += starts[rank]!;
  const filled = starts.slice();
  const byRank = new Uint32Array(segmentOfVertex.length);
  for (let i = 0; i < segmentOfVertex.length; i++)
    byRank[filled[rankOf(segmentOfVertex[i]!)!]!++] = i;

  const lastOwner = new Uint32Array(count);
  return objects.map((segments, object) => {
    const own: number[] = [];
    for (let i = 0; i < segments.length; i++) {
      const rank = rankOf(segments[i]!);
      if (rank === undefined || lastOwner[rank] === object + 1) continue;
      lastOwner[rank] = object + 1;
      for (let at = starts[rank]!; at < starts[rank + 1]!; at++)
        if (masked.size === 0 || !masked.has(byRank[at]!)) own.push(byRank[at]!);
    }
    return Uint32Array.from(own).sort();
  });
}

/** Numbers the segments of a mesh from 0. Where they are so already, give or take some gaps, they stay as they are: that is much faster. */
function rankSegments(segmentOfVertex: Uint32Array): {
  rankOf: (segment: number) => number | undefined;
  count: number;
} {
  let count = 0;
  for (let i = 0; i < segmentOfVertex.length; i++)
    if (segmentOfVertex[i]! >= count) count = segmentOfVertex[i]! + 1;
  if (count <= 4 * segmentOfVertex.length)
    return { rankOf: (segment) => (segment < count ? segment : undefined), count };
  const ranks = new Map<number, number>();
  for (const segment of segmentOfVertex) if (!ranks.has(segment)) ranks.set(segment, ranks.size);
  return { rankOf: (segment) => ranks.get(segment), count: ranks.size };
}

/**
 * Points on an object's surface, x, y, z of each in the world, metres: at most {@link objectPointsMax} of
 * its vertices, evenly chosen in file order. An object of fewer than 200 vertices, such as a modelled box
 * with eight corners, gets 1000 points spread over its faces instead (a face is its own when all of its
 * corners are), since a few corners on its outline say little about what is seen of it.
 */
export function objectPoints(mesh: Mesh, vertices: Uint32Array): Float32Array {
  if (vertices.length < verticesMin) {
    const faces = facesOf(mesh, vertices);
    const spread = samplePointCloud({ ...mesh, faces }, pointsOnFaces, 1).positions;
    if (faces.length > 0 && spread.length > 0) return spread;
  }
  const step = Math.max(1, vertices.length / objectPointsMax);
  return vertexPositions(
    mesh,
    Uint32Array.from(
      { length: Math.min(vertices.length, objectPointsMax) },
      (_, i) => vertices[Math.floor(i * step)]!,
    ),
  );
}

function facesOf({ faces }: Mesh, vertices: Uint32Array): Uint32Array {
  const own = new Set(vertices);
  const found: number[] = [];
  for (let i = 0; i + 2 < faces.length; i += 3) {
    const [a, b, c] = [faces[i]!, faces[i + 1]!, faces[i + 2]!] as const;
    if (own.has(a) && own.has(b) && own.has(c)) found.push(a, b, c);
  }
  return Uint32Array.from(found);
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
