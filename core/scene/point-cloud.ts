import type { Mesh } from "./mesh.ts";
import { faceAreas } from "./mesh.ts";
import { seededRandom } from "#core/random.ts";
import type { PointBounds } from "./point-grid.ts";

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

/** The least and greatest coordinate of points along each axis. There must be at least one. */
export function pointBounds(positions: Float32Array): PointBounds {
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 3)
    for (const axis of [0, 1, 2] as const) {
      const value = positions[i + axis]!;
      if (value < min[axis]) min[axis] = value;
      if (value > max[axis]) max[axis] = value;
    }
  return { min, max };
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
