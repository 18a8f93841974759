import type { BufferGeometry } from "three";

import { type Cloth, curtainOf, finish, paint, woodOf } from "./finishes.ts";
import { type Model, ModelBuilder } from "./model.ts";
import { ball, bar, block, drape, sheet, sheetWithHole } from "./shapes.ts";
import type { Surface } from "./surface.ts";

/** Fineness of the large flat faces: the rendered room is finer than the mesh that is written out. */
export type Detail = { floorStep: number; wallStep: number };

export const RENDER_DETAIL: Detail = { floorStep: 0.022, wallStep: 0.045 };
export const MESH_DETAIL: Detail = { floorStep: 0.06, wallStep: 0.1 };

export type Opening = { left: number; right: number; sill: number; head: number };

export function floorSlab(
  width: number,
  depth: number,
  cover: Surface,
  { floorStep }: Detail,
): Model {
  return new ModelBuilder("floor")
    .add(slab(width, depth, floorStep).rotateX(-Math.PI / 2), cover)
    .done();
}

export function ceilingSlab(width: number, depth: number, { wallStep }: Detail): Model {
  const builder = new ModelBuilder("ceiling");
  return builder
    .add(slab(width, depth, wallStep * 2).rotateX(Math.PI / 2), finish("white plaster"))
    .done();
}

/** Walls, floor and ceiling run on a little behind each other, so that no light comes in at the corners. */
const OVERLAP = 0.03;

function slab(width: number, depth: number, step: number): BufferGeometry {
  const [w, d] = [width + 2 * OVERLAP, depth + 2 * OVERLAP];
  return sheet(w, d, step).translate(0, -d / 2, 0);
}

/** A wall that faces +z, measured along x from its left end, with an opening and a skirting board. */
export function wall(
  length: number,
  height: number,
  cover: Surface,
  opening: Opening | null,
  { wallStep }: Detail,
): Model {
  const builder = new ModelBuilder("wall");
  const [left, right] = [-length / 2 - OVERLAP, length / 2 + OVERLAP];
  const shape = opening
    ? sheetWithHole(left, right, height, wallStep, {
        left: opening.left - length / 2,
        right: opening.right - length / 2,
        low: opening.sill,
        high: opening.head,
      })
    : sheet(right - left, height, wallStep);
  builder.add(shape, cover);
  const skirting = paint("#f1eee7", 0.5);
  builder.add(block(length, 0.075, 0.014, { step: 0.3 }), skirting, { at: [0, 0, 0.007] });
  return builder.done();
}

/** Frame, reveal, bars, sill and the bright outside; fills the opening, the wall plane is z = 0. */
export function windowUnit({ left, right, sill, head }: Opening): Model {
  const builder = new ModelBuilder("window");
  const [width, height] = [right - left, head - sill];
  const white = paint("#f3f1ec", 0.35);
  const recess = 0.14;
  for (const side of [-1, 1]) {
    builder.add(block(0.012, height, recess, { step: 0.06 }), finish("white plaster"), {
      at: [side * (width / 2 + 0.004), 0, -recess / 2],
    });
    builder.add(block(0.06, height, 0.05, { step: 0.12 }), white, {
      at: [side * (width / 2 - 0.03), 0, -recess + 0.04],
    });
    builder.add(block(0.06, height - 0.1, 0.04, { step: 0.12 }), white, {
      at: [side * 0.032, 0.05, -recess + 0.035],
    });
  }
  builder.add(block(width, 0.012, recess, { step: 0.06 }), finish("white plaster"), {
    at: [0, height - 0.004, -recess / 2],
  });
  for (const y of [0, height - 0.06])
    builder.add(block(width, 0.06, 0.05, { step: 0.12 }), white, { at: [0, y, -recess + 0.04] });
  builder.add(block(width + 0.16, 0.03, recess + 0.1, { radius: 0.006, step: 0.06 }), white, {
    at: [0, -0.028, -recess / 2 + 0.05],
  });
  builder.add(bar(0.008, 0.11, 0.006, 8), paint("#b9bbbf", 0.3), {
    at: [0.034, height * 0.45, -recess + 0.06],
  });
  builder.add(sheet(width, height), finish("outdoors"), { at: [0, 0, -recess + 0.01] });
  return builder.surface("sill", 0.03).done();
}

/** Two curtains on a rod in front of a window; the model stands on the lower hem. */
export function curtains(width: number, drop: number, cloth: Cloth): Model {
  const builder = new ModelBuilder("blinds");
  const fabric = curtainOf(cloth);
  for (const side of [-1, 1])
    builder.add(drape(0.42, drop, 6, 0.07), fabric, { at: [side * (width / 2 + 0.12), 0, 0] });
  const rod = metalRod();
  builder.add(bar(0.012, width + 1, 0.012, 12).rotateZ(Math.PI / 2), rod, {
    at: [width / 2 + 0.5, drop + 0.005, 0],
  });
  for (const side of [-1, 1])
    builder.add(ball(0.026, 14), rod, { at: [side * (width / 2 + 0.5), drop - 0.02, 0] });
  return builder.done();
}

function metalRod(): Surface {
  return paint("#3a2f25", 0.4);
}

export function door(): Model {
  const builder = new ModelBuilder("door");
  const white = paint("#efebe2", 0.42);
  builder.add(block(0.9, 2.04, 0.03, { step: 0.12 }), white);
  for (const [y, height] of [
    [0.14, 0.7],
    [0.98, 0.92],
  ] as const) {
    builder.add(block(0.66, height, 0.008, { radius: 0.003, step: 0.15 }), white, {
      at: [0, y, 0.018],
    });
    builder.add(block(0.56, height - 0.1, 0.008, { radius: 0.003, step: 0.15 }), white, {
      at: [0, y + 0.05, 0.023],
    });
  }
  for (const x of [-0.49, 0.49])
    builder.add(block(0.09, 2.12, 0.045, { step: 0.3 }), woodOf("birch"), { at: [x, 0, 0.005] });
  builder.add(block(1.07, 0.09, 0.045, { step: 0.3 }), woodOf("birch"), { at: [0, 2.04, 0.005] });
  builder.add(bar(0.011, 0.13).rotateZ(Math.PI / 2), paint("#9da0a4", 0.25), {
    at: [0.4, 1.02, 0.06],
  });
  builder.add(bar(0.01, 0.05).rotateX(Math.PI / 2), paint("#9da0a4", 0.25), {
    at: [0.39, 1.02, 0.015],
  });
  return builder.done();
}
