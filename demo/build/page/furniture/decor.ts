import { finish, paint, type Special, woodOf } from "../finishes.ts";
import { type Model, ModelBuilder } from "../model.ts";
import { block, lathe, sheet } from "../shapes.ts";
import type { Surface } from "../surface.ts";

export function rug(width: number, depth: number, pattern: Special): Model {
  const step = 0.05;
  const top = sheet(width, depth, step)
    .rotateX(-Math.PI / 2)
    .translate(0, 0, depth / 2);
  const uv = top.getAttribute("uv");
  for (let i = 0; i < uv.count; i++) uv.setXY(i, uv.getX(i) / width, uv.getY(i) / depth);
  return new ModelBuilder("rug")
    .add(top, finish(pattern), { at: [0, 0.012, 0] })
    .add(block(width - 0.004, 0.0116, depth - 0.004), paint("#8c8474", 1))
    .done();
}

/** Hangs on a wall with its back at z = 0. */
export function pictureFrame(width: number, height: number, art: Special, frame: Surface): Model {
  const builder = new ModelBuilder("picture");
  const rail = 0.03;
  for (const y of [0, height - rail])
    builder.add(block(width, rail, 0.024, { radius: 0.003 }), frame, { at: [0, y, 0.012] });
  for (const x of [-1, 1])
    builder.add(block(rail, height - 2 * rail, 0.024, { radius: 0.003 }), frame, {
      at: [(x * (width - rail)) / 2, rail, 0.012],
    });
  builder.add(block(width - 0.02, height - 0.02, 0.01), paint("#f5f2ea", 0.8), {
    at: [0, 0.01, 0.006],
  });
  const mat = 0.075;
  builder.add(sheet(width - 2 * mat, height - 2 * mat), finish(art), { at: [0, mat, 0.0115] });
  return builder.done();
}

export function wallClock(): Model {
  const radius = 0.16;
  const builder = new ModelBuilder("clock");
  builder.add(
    lathe(
      [
        [
          [radius, 0],
          [radius, 0.035],
        ],
        [
          [radius, 0.035],
          [radius - 0.014, 0.035],
        ],
        [
          [radius - 0.014, 0.035],
          [radius - 0.014, 0.02],
        ],
      ],
      40,
    ).rotateX(Math.PI / 2),
    woodOf("walnut"),
    { at: [0, radius, 0] },
  );
  builder.add(
    sheet(2 * radius - 0.03, 2 * radius - 0.03).translate(0, -radius + 0.015, 0),
    finish("clock face"),
    { at: [0, radius, 0.018] },
  );
  builder.add(block(0.009, 0.075, 0.003).translate(0, -0.008, 0), paint("#1b1c1f"), {
    at: [0, radius, 0.0225],
    turn: [0, 0, -58],
  });
  builder.add(block(0.006, 0.115, 0.003).translate(0, -0.01, 0), paint("#1b1c1f"), {
    at: [0, radius, 0.0255],
    turn: [0, 0, 62],
  });
  return builder.done();
}
