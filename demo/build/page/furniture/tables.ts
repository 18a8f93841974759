import { metal, paint, woodOf } from "../finishes.ts";
import { type Model, ModelBuilder } from "../model.ts";
import { bar, block, lathe } from "../shapes.ts";
import type { Surface } from "../surface.ts";

const TOP_STEP = 0.045;

export function diningTable(wood: Surface, width: number, depth: number): Model {
  const builder = new ModelBuilder("dining table");
  builder.add(block(width, 0.035, depth, { radius: 0.008, step: TOP_STEP }), wood, {
    at: [0, 0.715, 0],
  });
  for (const x of [-1, 1]) {
    for (const z of [-1, 1])
      builder.add(bar(0.022, 0.715, 0.036), wood, {
        at: [x * (width / 2 - 0.09), 0, z * (depth / 2 - 0.09)],
      });
    builder.add(block(0.022, 0.08, depth - 0.2), wood, { at: [x * (width / 2 - 0.09), 0.635, 0] });
  }
  for (const z of [-1, 1])
    builder.add(block(width - 0.2, 0.08, 0.022), wood, { at: [0, 0.635, z * (depth / 2 - 0.09)] });
  return builder.done();
}

export function coffeeTable(): Model {
  const builder = new ModelBuilder("coffee table");
  const wood = woodOf("walnut");
  builder.add(block(1.1, 0.035, 0.6, { radius: 0.01, step: TOP_STEP }), wood, {
    at: [0, 0.385, 0],
  });
  builder.add(block(0.94, 0.018, 0.46, { step: 0.08 }), wood, { at: [0, 0.15, 0] });
  for (const x of [-1, 1])
    for (const z of [-1, 1])
      builder.add(block(0.045, 0.385, 0.045, { radius: 0.006 }), wood, {
        at: [x * 0.49, 0, z * 0.24],
      });
  return builder.surface("shelf", 0.168).done();
}

/** A desk with a drawer unit on its left and a steel leg frame on its right. */
export function desk(): Model {
  const builder = new ModelBuilder("desk");
  const [wood, steel] = [woodOf("oak"), paint("#24262a", 0.4)];
  builder.add(block(1.5, 0.03, 0.7, { radius: 0.004, step: TOP_STEP }), wood, { at: [0, 0.71, 0] });
  const white = paint("#e9e7e1", 0.5);
  builder.add(block(0.4, 0.67, 0.6, { step: 0.12 }), white, { at: [-0.5, 0.04, -0.02] });
  for (let i = 0; i < 3; i++) {
    builder.add(block(0.376, 0.2, 0.014, { radius: 0.004 }), white, {
      at: [-0.5, 0.06 + i * 0.213, 0.284],
    });
    builder.add(block(0.12, 0.012, 0.018, { radius: 0.004 }), steel, {
      at: [-0.5, 0.205 + i * 0.213, 0.299],
    });
  }
  for (const x of [-0.66, -0.34])
    for (const z of [-0.28, 0.24]) builder.add(bar(0.014, 0.05), steel, { at: [x, 0, z] });
  for (const z of [-0.3, 0.3]) builder.add(block(0.035, 0.71, 0.035), steel, { at: [0.71, 0, z] });
  builder.add(block(0.035, 0.035, 0.6), steel, { at: [0.71, 0, 0] });
  builder.add(block(1, 0.3, 0.016), wood, { at: [0.2, 0.4, -0.3] });
  return builder.done();
}

export function sideTable(): Model {
  const wood = woodOf("birch");
  const builder = new ModelBuilder("side table");
  builder.add(
    lathe(
      [
        [
          [0, 0],
          [0.218, 0],
        ],
        [
          [0.218, 0],
          [0.225, 0.006],
          [0.225, 0.016],
          [0.218, 0.022],
        ],
        [
          [0.218, 0.022],
          [0.11, 0.022],
          [0, 0.022],
        ],
      ],
      32,
    ),
    wood,
    { at: [0, 0.5, 0] },
  );
  for (let i = 0; i < 3; i++) {
    const angle = (i * 120 * Math.PI) / 180;
    const [s, c] = [Math.sin(angle), Math.cos(angle)];
    builder.add(bar(0.011, 0.515, 0.016), wood, {
      at: [s * 0.19, 0, c * 0.19],
      turn: [-8 * c, 0, 8 * s],
    });
  }
  builder.add(bar(0.02, 0.03), metal("#b08d57"), { at: [0, 0.475, 0] });
  return builder.done();
}
