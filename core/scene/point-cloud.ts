import type { Mesh } from "./mesh.ts";
import { seededRandom } from "#core/random.ts";

/**
 * Coloured points of a scan's surface. `positions`: x, y, z of each in the world, metres. `colors`: red,
 * green, blue of each, 0 to 255, sRGB.
 */
export type PointCloud = { readonly positions: Float32Array; readonly colors: Uint8Array };

/**
 * Points spread evenly over a mesh, so that a coarse flat wall and a fine chair are equally dense: one
 * every (total area / count), walked through the faces in file order, at a seeded random place of its
 * face, coloured by interpolation. A mesh without faces gives evenly chosen vertices. Fewer points than
 * asked for come back only when a face-less mesh has fewer vertices; a mesh without area gives none.
 */
export function samplePointCloud(mesh: Mesh, count: number, seed: number): PointCloud {
  if (mesh.faces.length === 0) return chooseVertices(mesh, count);
  const areas = faceAreas(mesh);
  const total = areas.reduce((sum, area) => sum + area, 0);
  if (total === 0) return chooseVertices(mesh, 0);
  const random = seededRandom(seed, "point cloud");
  const positions = new Float32Array(count * 3);
  const colors = new Uint8Array(count * 3);
  let face = 0;
  let passed = areas[0]!;
  for (let i = 0; i < count; i++) {
    const at = ((i + random.next()) / count) * total;
    while (passed < at && face < areas.length - 1) passed += areas[++face]!;
    const root = Math.sqrt(random.next());
    const share = random.next();
    const weights = [1 - root, root * (1 - share), root * share] as const;
    for (let axis = 0; axis < 3; axis++) {
      let position = 0;
      let color = 0;
      for (let corner = 0; corner < 3; corner++) {
        const vertex = 3 * mesh.faces[3 * face + corner]! + axis;
        position += weights[corner]! * mesh.positions[vertex]!;
        color += weights[corner]! * mesh.colors[vertex]!;
      }
      positions[3 * i + axis] = position;
      colors[3 * i + axis] = Math.round(color);
    }
  }
  return { positions, colors };
}

/**
 * The stored form of a point cloud, little-endian: uint32 count, then count x 3 float32 positions (world,
 * metres), then count x 3 uint8 colours.
 */
export function encodePointCloud({ positions, colors }: PointCloud): Uint8Array {
  const count = positions.length / 3;
  const bytes = new Uint8Array(4 + count * 15);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, count, true);
  for (let i = 0; i < positions.length; i++) view.setFloat32(4 + 4 * i, positions[i]!, true);
  bytes.set(colors, 4 + count * 12);
  return bytes;
}

/** Reads {@link encodePointCloud}'s form back. Throws when the length is not what the count says. */
export function decodePointCloud(bytes: ArrayBuffer): PointCloud {
  const view = new DataView(bytes);
  const count = bytes.byteLength < 4 ? -1 : view.getUint32(0, true);
  if (bytes.byteLength !== 4 + count * 15) throw new Error("these bytes are not a point cloud");
  const positions = new Float32Array(count * 3);
  for (let i = 0; i < positions.length; i++) positions[i] = view.getFloat32(4 + 4 * i, true);
  return { positions, colors: new Uint8Array(bytes.slice(4 + count * 12)) };
}

function chooseVertices(mesh: Mesh, count: number): PointCloud {
  const available = mesh.positions.length / 3;
  const chosen = Math.min(count, available);
  const positions = new Float32Array(chosen * 3);
  const colors = new Uint8Array(chosen * 3);
  for (let i = 0; i < chosen; i++) {
    const vertex = 3 * Math.floor((i * available) / chosen);
    positions.set(mesh.positions.subarray(vertex, vertex + 3), 3 * i);
    colors.set(mesh.colors.subarray(vertex, vertex + 3), 3 * i);
  }
  return { positions, colors };
}

function faceAreas({ positions, faces }: Mesh): Float64Array {
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
