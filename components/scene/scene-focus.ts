import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { boxCorners } from "#core/geometry/oriented-box.ts";
import type { Point } from "#core/geometry/space.ts";
import { point } from "#core/geometry/space.ts";
import type { Focus } from "#components/viewer/camera-preset.ts";

/** What to have in sight to see all of a room: its boxes, or a room's worth around the given places. */
export function sceneFocus(boxes: readonly BoxInWorld[], places: readonly Point<"World">[]): Focus {
  const points = [...boxes.flatMap((box) => boxCorners(box)), ...places];
  if (points.length === 0) return { center: point(0, 0, 1), radiusMeters: 3 };
  const range = (axis: 0 | 1 | 2) => {
    const values = points.map((one) => one[axis]);
    return [Math.min(...values), Math.max(...values)] as const;
  };
  const [x, y, z] = [range(0), range(1), range(2)];
  const half = (span: readonly [number, number]) => (span[1] - span[0]) / 2;
  const mid = (span: readonly [number, number]) => (span[1] + span[0]) / 2;
  return {
    center: point(mid(x), mid(y), mid(z)),
    radiusMeters: Math.max(1.5, Math.hypot(half(x), half(y), half(z)) * 0.8),
  };
}
