import { seededRandom } from "#core/random.ts";
import type { PointCloud } from "#core/scene/point-cloud.ts";

/** Floor, ceiling and walls of 10 x 8 x 2.7 m, and forty boxes, evenly covered. */
export function madeUpRoom(count: number): PointCloud {
  const random = seededRandom(1, "room");
  const positions = new Float32Array(3 * count);
  const colors = new Uint8Array(3 * count);
  const boxes = [
    { at: [0, 0, 0], size: [10, 8, 2.7] },
    ...Array.from({ length: 40 }, () => ({
      at: [9 * random.next(), 7 * random.next(), 0],
      size: [0.3 + random.next(), 0.3 + random.next(), 0.3 + random.next()],
    })),
  ];
  for (let i = 0; i < count; i++) {
    const { at, size } = boxes[i % 3 === 0 ? 1 + random.below(boxes.length - 1) : 0]!;
    const side = random.below(3);
    for (let axis = 0; axis < 3; axis++) {
      const share = axis === side ? random.below(2) : random.next();
      positions[3 * i + axis] = at[axis]! + share * size[axis]!;
      colors[3 * i + axis] = 60 + 60 * axis + random.below(60);
    }
  }
  return { positions, colors };
}
