import { Matrix3, Vector3 } from "three";

import type { Room } from "./room.ts";
import type { Surface } from "./surface.ts";

/** The whole room as one list of vertices in the room frame; each part keeps its place in it. */
export type RoomMesh = {
  positions: Float32Array;
  normals: Float32Array;
  /** Linear colour of the surface at the vertex, without light. */
  albedo: Float32Array;
  uvs: Float32Array;
  tints: Float32Array;
  indices: Uint32Array;
  /** Per triangle, an index into `surfaces`. */
  surfaceOf: Uint16Array;
  surfaces: Surface[];
  /** Per vertex, an index into `room.placed`. */
  objectOf: Uint16Array;
};

export function roomMesh(room: Room): RoomMesh {
  const parts = room.placed.flatMap((placed, object) =>
    placed.model.parts.map((part) => ({ placed, object, ...part })),
  );
  const vertexCount = parts.reduce(
    (sum, part) => sum + part.geometry.getAttribute("position").count,
    0,
  );
  const indexCount = parts.reduce((sum, part) => sum + part.geometry.getIndex()!.count, 0);
  const surfaces = [...new Set(parts.map((part) => part.surface))];
  const mesh: RoomMesh = {
    positions: new Float32Array(vertexCount * 3),
    normals: new Float32Array(vertexCount * 3),
    albedo: new Float32Array(vertexCount * 3),
    uvs: new Float32Array(vertexCount * 2),
    tints: new Float32Array(vertexCount * 3),
    indices: new Uint32Array(indexCount),
    surfaceOf: new Uint16Array(indexCount / 3),
    surfaces,
    objectOf: new Uint16Array(vertexCount),
  };
  const point = new Vector3();
  let vertex = 0;
  let index = 0;
  for (const { placed, object, geometry, surface } of parts) {
    const [position, normal, uv, color] = ["position", "normal", "uv", "color"].map((name) =>
      geometry.getAttribute(name)!,
    );
    const turn = new Matrix3().setFromMatrix4(placed.roomFromModel);
    for (const value of geometry.getIndex()!.array) {
      mesh.surfaceOf[Math.floor(index / 3)] = surfaces.indexOf(surface);
      mesh.indices[index++] = vertex + value;
    }
    mesh.uvs.set(uv!.array, 2 * vertex);
    mesh.tints.set(color!.array, 3 * vertex);
    for (let i = 0; i < position!.count; i++, vertex++) {
      point
        .fromBufferAttribute(position!, i)
        .applyMatrix4(placed.roomFromModel)
        .toArray(mesh.positions, 3 * vertex);
      point
        .fromBufferAttribute(normal!, i)
        .applyMatrix3(turn)
        .normalize()
        .toArray(mesh.normals, 3 * vertex);
      mesh.albedo.set(
        albedoAt(surface, uv!.getX(i), uv!.getY(i), color!.getX(i), color!.getY(i), color!.getZ(i)),
        3 * vertex,
      );
      mesh.objectOf[vertex] = object;
    }
  }
  return mesh;
}

function albedoAt(
  surface: Surface,
  u: number,
  v: number,
  r: number,
  g: number,
  b: number,
): [number, number, number] {
  const scale = surface.fitted ? 1 : 1 / surface.tileMeters;
  const own = surface.material.color;
  const [pr, pg, pb] = surface.picture?.sample(
    clampFitted(u * scale, surface),
    clampFitted(v * scale, surface),
  ) ?? [1, 1, 1];
  return [own.r * pr * r, own.g * pg * g, own.b * pb * b];
}

function clampFitted(value: number, surface: Surface): number {
  return surface.fitted ? Math.min(0.9999, Math.max(0, value)) : value;
}
