import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { OpenedRoom, RoomObject } from "./page/studio.ts";
import { rotate, rotationAboutZ, toWorld } from "./world-frame.ts";

type Vector = [number, number, number];

/** The scan's mesh in the room frame, as the page sends it. */
export type ScanMesh = {
  positions: Float32Array;
  colors: Uint8Array;
  indices: Uint32Array;
  objectOf: Uint16Array;
};

/** Writes scans/: the mesh, one segment per vertex, and every object with its box. */
export async function writeScan(folder: string, room: OpenedRoom, mesh: ScanMesh): Promise<void> {
  await mkdir(folder, { recursive: true });
  const world = mesh.positions.slice();
  for (let i = 0; i < world.length; i += 3)
    world.set(toWorld(room, [world[i]!, world[i + 1]!, world[i + 2]!]), i);
  await writeFile(join(folder, "mesh_aligned_0.05.ply"), plyOf(world, mesh));
  await writeFile(join(folder, "mesh_aligned_0.05_mask.txt"), "");
  const count = mesh.objectOf.length;
  await writeFile(
    join(folder, "segments.json"),
    JSON.stringify({
      "sceneId:": room.sceneId,
      segIndices: Array.from({ length: count }, (_, i) => i),
    }),
  );
  const vertices: number[][] = room.objects.map(() => []);
  mesh.objectOf.forEach((object, vertex) => vertices[object]!.push(vertex));
  const segGroups = room.objects.map((object, index) => ({
    id: index + 1,
    objectId: index + 1,
    partId: index + 1,
    index,
    label: object.label,
    segments: vertices[index],
    obb: boxInWorld(room, object, index, vertices[index]!, world),
  }));
  await writeFile(
    join(folder, "segments_anno.json"),
    JSON.stringify({ sceneId: room.sceneId, appId: "gsi-studio-demo", segGroups }),
  );
}

function plyOf(positions: Float32Array, { colors, indices }: ScanMesh): Buffer {
  const vertexCount = positions.length / 3;
  const faceCount = indices.length / 3;
  const header = Buffer.from(
    [
      "ply",
      "format binary_little_endian 1.0",
      `element vertex ${vertexCount}`,
      ...["x", "y", "z"].map((name) => `property float ${name}`),
      ...["red", "green", "blue"].map((name) => `property uchar ${name}`),
      `element face ${faceCount}`,
      "property list uchar int vertex_indices",
      "end_header\n",
    ].join("\n"),
  );
  const body = Buffer.alloc(vertexCount * 15 + faceCount * 13);
  let at = 0;
  for (let i = 0; i < vertexCount; i++) {
    for (let k = 0; k < 3; k++) at = body.writeFloatLE(positions[3 * i + k]!, at);
    for (let k = 0; k < 3; k++) at = body.writeUInt8(colors[3 * i + k]!, at);
  }
  for (let i = 0; i < faceCount; i++) {
    at = body.writeUInt8(3, at);
    for (let k = 0; k < 3; k++) at = body.writeInt32LE(indices[3 * i + k]!, at);
  }
  return Buffer.concat([header, body]);
}

/** The tight box along the object's own axes. As in real scans the up axis is not always the third one. */
function boxInWorld(
  room: OpenedRoom,
  object: RoomObject,
  index: number,
  vertices: number[],
  world: Float32Array,
) {
  const turn = rotationAboutZ(room.headingDegrees + object.yawDegrees);
  const { low, high } = object;
  const middle: Vector = [(low[0] + high[0]) / 2, -(low[2] + high[2]) / 2, (low[1] + high[1]) / 2];
  const inRoom = rotate(rotationAboutZ(object.yawDegrees), middle).map(
    (value, i) => value + object.position[i]!,
  ) as Vector;
  const size: Vector = [high[0] - low[0], high[2] - low[2], high[1] - low[1]];
  const axes = [0, 1, 2].map((k) => turn.map((row) => row[k]!));
  const order = index % 9 === 5 ? [2, 0, 1] : index % 13 === 8 ? [1, 2, 0] : [0, 1, 2];
  const bounds = { min: [Infinity, Infinity, Infinity], max: [-Infinity, -Infinity, -Infinity] };
  for (const vertex of vertices)
    for (let k = 0; k < 3; k++) {
      bounds.min[k] = Math.min(bounds.min[k]!, world[3 * vertex + k]!);
      bounds.max[k] = Math.max(bounds.max[k]!, world[3 * vertex + k]!);
    }
  const rounded = (values: number[]) => values.map((value) => Math.round(value * 1e6) / 1e6);
  return {
    centroid: rounded(toWorld(room, inRoom)),
    axesLengths: rounded(order.map((k) => size[k]!)),
    normalizedAxes: order.flatMap((k) => axes[k]!.map((value) => Math.round(value * 1e9) / 1e9)),
    dominantNormal: [0, 0, 1],
    min: rounded(bounds.min),
    max: rounded(bounds.max),
  };
}
