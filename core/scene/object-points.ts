import type { Mesh } from "./mesh.ts";
import { vertexPositions } from "./mesh.ts";
import { samplePointCloud } from "./point-cloud.ts";

/** Largest number of points stored for one object. */
export const objectPointsMax = 4000;

const verticesMin = 200;
const pointsOnFaces = 1000;

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
