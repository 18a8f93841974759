import { bakeLight, type BakeQuality } from "./bake-light.ts";
import type { Room } from "./room.ts";
import { type RoomMesh, roomMesh } from "./room-mesh.ts";
import { RoomRenderer } from "./room-renderer.ts";
import { type Detail, MESH_DETAIL, RENDER_DETAIL } from "./room-shell.ts";
import { kitchen } from "./rooms/kitchen.ts";
import { livingRoom } from "./rooms/living-room.ts";
import { toneMapped } from "./tone.ts";
import { type CameraPose, cameraOnWalk } from "./walk.ts";

// What the build script calls in the browser. Large arrays go back to it over HTTP.

const rooms: Record<string, (detail: Detail) => Room> = { "living-room": livingRoom, kitchen };

/** An object of the room: its tight box in its own frame (x right, y up, z front) and where that frame lies. */
export type RoomObject = {
  label: string;
  low: [number, number, number];
  high: [number, number, number];
  position: [number, number, number];
  yawDegrees: number;
};

export type OpenedRoom = {
  sceneId: string;
  swungFrames: number[];
  headingDegrees: number;
  origin: [number, number, number];
  objects: RoomObject[];
  vertexCount: number;
  renderedVertexCount: number;
  seconds: { model: number; bake: number };
};

export type FrameRequest = {
  frame: number;
  frameCount: number;
  subFrames: number;
  shutter: number;
  swingDegrees: number;
};

let opened: { room: Room; renderer: RoomRenderer } | null = null;

async function send(
  name: string,
  { buffer, byteOffset, byteLength }: ArrayBufferView,
): Promise<void> {
  const response = await fetch(`/result/${name}`, {
    method: "POST",
    body: new Uint8Array(buffer, byteOffset, byteLength).slice(),
  });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
}

async function openRoom(
  name: string,
  quality: BakeQuality,
  meshQuality: BakeQuality,
): Promise<OpenedRoom> {
  opened?.renderer.dispose();
  const started = performance.now();
  const design = rooms[name];
  if (!design) throw new Error(`no room ${name}`);
  const room = design(RENDER_DETAIL);
  const mesh = roomMesh(room);
  const modelled = performance.now();
  const light = bakeLight(room, mesh, quality);
  const baked = performance.now();
  const canvas = document.createElement("canvas");
  opened = { room, renderer: new RoomRenderer(canvas, room, mesh, light) };

  const scan = design(MESH_DETAIL);
  const scanMesh = roomMesh(scan);
  const scanLight = bakeLight(scan, scanMesh, meshQuality);
  await send("positions", scanMesh.positions);
  await send("colors", scanColors(scanMesh, scanLight.ambient, scanLight.sun, room.exposure));
  await send("indices", scanMesh.indices);
  await send("objects", scanMesh.objectOf);
  return {
    sceneId: room.walk.sceneId,
    swungFrames: room.walk.swungFrames,
    headingDegrees: room.headingDegrees,
    origin: room.origin,
    objects: scan.placed.map(({ model, low, high, roomFromModel, yawDegrees }) => ({
      label: model.label,
      low,
      high,
      position: [
        roomFromModel.elements[12]!,
        roomFromModel.elements[13]!,
        roomFromModel.elements[14]!,
      ],
      yawDegrees,
    })),
    vertexCount: scanMesh.positions.length / 3,
    renderedVertexCount: mesh.positions.length / 3,
    seconds: { model: (modelled - started) / 1000, bake: (baked - modelled) / 1000 },
  };
}

/** The scan's vertex colours: what a camera would see of the matt surface under the room's light. */
function scanColors(
  mesh: RoomMesh,
  ambient: Float32Array,
  sun: Float32Array,
  exposure: number,
): Uint8Array {
  return Uint8Array.from(mesh.albedo, (albedo, i) =>
    toneMapped((albedo * (ambient[i]! + sun[i]!) * exposure) / Math.PI),
  );
}

/** Renders one frame and its depth; returns the pose at the middle of the exposure. */
async function takeFrame({
  frame,
  frameCount,
  subFrames,
  shutter,
  swingDegrees,
}: FrameRequest): Promise<CameraPose> {
  if (!opened) throw new Error("no room is open");
  const { room, renderer } = opened;
  const spacing = 1 / (frameCount - 1);
  const poses = Array.from({ length: subFrames }, (_, i) => {
    const moment = (i + 0.5) / subFrames - 0.5;
    return cameraOnWalk(
      room.walk.waypoints,
      (frame + shutter * moment) * spacing,
      swingDegrees * moment,
    );
  });
  const pose = cameraOnWalk(room.walk.waypoints, frame * spacing);
  await send("pixels", renderer.picture(poses));
  await send("depth", renderer.depth(pose));
  return pose;
}

const studio = { openRoom, takeFrame };

export type Studio = typeof studio;

declare global {
  interface Window {
    studio: Studio;
  }
}

window.studio = studio;
