import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { boxCorners } from "#core/geometry/oriented-box.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import type { Mesh } from "./mesh.ts";

/** A block of the world with level edges, metres. */
export type Bounds = {
  readonly min: Vec3;
  readonly max: Vec3;
};

/** The smallest block around a scan's surface and annotated boxes; null when there is neither. */
export function scanBounds(mesh: Mesh | null, boxes: readonly BoxInWorld[]): Bounds | null {
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  const positions = mesh?.positions ?? new Float32Array(0);
  for (let i = 0; i < positions.length; i++) {
    const axis = (i % 3) as 0 | 1 | 2;
    min[axis] = Math.min(min[axis], positions[i]!);
    max[axis] = Math.max(max[axis], positions[i]!);
  }
  for (const box of boxes)
    for (const corner of boxCorners(box))
      for (const axis of [0, 1, 2] as const) {
        min[axis] = Math.min(min[axis], corner[axis]);
        max[axis] = Math.max(max[axis], corner[axis]);
      }
  return min[0] <= max[0] ? { min, max } : null;
}

/** How far a point of the world lies outside of a block, metres; 0 inside. */
export function distanceOutside({ min, max }: Bounds, position: Vec3): number {
  return Math.hypot(
    ...position.map((value, i) => {
      const axis = i as 0 | 1 | 2;
      return Math.max(0, min[axis] - value, value - max[axis]);
    }),
  );
}
