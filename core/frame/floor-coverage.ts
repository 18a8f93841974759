import type { Intrinsics } from "#core/geometry/camera.ts";
import { projectPoint } from "#core/geometry/projection.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { invert, transformPoint } from "#core/geometry/rigid-transform.ts";
import { point } from "#core/geometry/space.ts";

/** Beyond this a thing is too small in the photo to be edited. Metres. */
const rangeMeters = 5;

/** Height above the floor at which it is asked what a camera sees: amid the furniture. Metres. */
const heightMeters = 0.5;

/** A camera that looks at the room. */
export type RoomCamera = {
  readonly cameraFromWorld: CameraFromWorld;
  readonly intrinsics: Intrinsics;
};

/** The room's ground in square cells, row by row from the lowest world y, each from the lowest world x. */
export type FloorCoverage = {
  readonly cellMeters: number;
  /** World x and y of the outer corner of the first cell. */
  readonly origin: readonly [x: number, y: number];
  readonly columns: number;
  readonly rows: number;
  /** How many cameras see the cell. */
  readonly seen: readonly number[];
};

/**
 * How many cameras see each square of the room. The grid covers the given places (world x and y, metres); its
 * cells are `cellMeters` wide, or wider where that would make more than 64 of them in a row. A camera sees a
 * cell when the point half a metre above its middle projects into the image from less than 5 m away; what
 * stands in between is not looked at. Without places there are no cells.
 */
export function floorCoverage(
  places: readonly (readonly [x: number, y: number])[],
  cameras: readonly RoomCamera[],
  floorHeightMeters: number,
  cellMeters = 0.5,
): FloorCoverage {
  if (places.length === 0) return { cellMeters, origin: [0, 0], columns: 0, rows: 0, seen: [] };
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of places) {
    [minX, maxX] = [Math.min(minX, x), Math.max(maxX, x)];
    [minY, maxY] = [Math.min(minY, y), Math.max(maxY, y)];
  }
  const cell = Math.max(cellMeters, (maxX - minX) / 64, (maxY - minY) / 64);
  const columns = Math.max(1, Math.ceil((maxX - minX) / cell));
  const rows = Math.max(1, Math.ceil((maxY - minY) / cell));
  const seen = Array.from({ length: columns * rows }, (_, index) => {
    const x = minX + ((index % columns) + 0.5) * cell;
    const y = minY + (Math.floor(index / columns) + 0.5) * cell;
    const at = point<"World">(x, y, floorHeightMeters + heightMeters);
    return cameras.filter((camera) => sees(camera, at)).length;
  });
  return { cellMeters: cell, origin: [minX, minY], columns, rows, seen };
}

/** Where a camera stands in the world. */
export function cameraPlace({ cameraFromWorld }: Pick<RoomCamera, "cameraFromWorld">) {
  return transformPoint(invert(cameraFromWorld), point<"Camera">(0, 0, 0));
}

function sees(
  { cameraFromWorld, intrinsics }: RoomCamera,
  at: ReturnType<typeof cameraPlace>,
): boolean {
  const inCamera = transformPoint(cameraFromWorld, at);
  if (inCamera[2] > rangeMeters) return false;
  const pixel = projectPoint(intrinsics, inCamera);
  return (
    pixel !== null &&
    pixel[0] >= 0 &&
    pixel[0] < intrinsics.width &&
    pixel[1] >= 0 &&
    pixel[1] < intrinsics.height
  );
}
