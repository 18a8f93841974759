import { clothOf, type Cloth, finish, metal, paint } from "../finishes.ts";
import { type Model, ModelBuilder } from "../model.ts";
import { block, hose } from "../shapes.ts";
import type { Surface } from "../surface.ts";

/** A shipping box: shut and taped, or open with its flaps out. */
export function cardboardBox(width: number, height: number, depth: number, open: boolean): Model {
  const builder = new ModelBuilder("cardboard box");
  const board = finish("cardboard");
  const tape = paint("#d8b981", 0.25);
  const thin = 0.005;
  if (!open) {
    builder.add(block(width, height, depth, { radius: 0.004, step: 0.07 }), board);
    builder.add(block(width * 0.998, 0.0012, 0.003), paint("#5d4327", 0.9), {
      at: [0, height - 0.0004, 0],
    });
    builder.add(block(width + 0.0012, 0.0016, 0.05), tape, { at: [0, height - 0.0006, 0] });
    for (const x of [-1, 1])
      builder.add(block(0.0016, 0.07, 0.05), tape, { at: [(x * width) / 2, height - 0.0694, 0] });
  } else {
    const inside = finish("cardboard");
    builder.add(block(width, thin, depth, { step: 0.07 }), inside);
    for (const x of [-1, 1]) {
      builder.add(block(thin, height, depth, { step: 0.06 }), board, {
        at: [(x * (width - thin)) / 2, 0, 0],
      });
      builder.add(block(depth * 0.97, depth * 0.44, thin * 0.8, { step: 0.07 }), inside, {
        at: [(x * (width - thin)) / 2, height - 0.003, 0],
        turn: [-48, x * -90 + 180, 0],
      });
    }
    for (const z of [-1, 1]) {
      builder.add(block(width, height, thin, { step: 0.06 }), board, {
        at: [0, 0, (z * (depth - thin)) / 2],
      });
      builder.add(block(width * 0.97, depth * 0.44, thin * 0.8, { step: 0.07 }), inside, {
        at: [0, height - 0.003, (z * (depth - thin)) / 2],
        turn: [z * 62, 0, 0],
      });
    }
  }
  // A printed label and a "this side up" mark.
  builder.add(block(width * 0.3, height * 0.24, 0.001), paint("#f1eee6", 0.6), {
    at: [width * 0.22, height * 0.5, depth / 2],
  });
  for (let i = 0; i < 4; i++)
    builder.add(block(width * 0.22, height * 0.018, 0.0016), paint("#2b2b2b", 0.7), {
      at: [width * 0.22, height * (0.54 + 0.045 * i), depth / 2],
    });
  for (const x of [-0.34, -0.22]) {
    builder.add(block(0.012, height * 0.2, 0.0012), paint("#2b2b2b", 0.7), {
      at: [width * x, height * 0.46, depth / 2],
    });
    for (const side of [-1, 1])
      builder.add(block(0.01, 0.042, 0.0012), paint("#2b2b2b", 0.7), {
        at: [width * x, height * 0.665, depth / 2],
        turn: [0, 0, side * 140],
      });
  }
  return builder.done();
}

export function crate(wood: Surface, width: number, height: number, depth: number): Model {
  const builder = new ModelBuilder("crate");
  const slats = 3;
  const gap = 0.018;
  const slat = (height - gap * (slats - 1)) / slats;
  for (let i = 0; i < slats; i++) {
    const y = i * (slat + gap);
    for (const z of [-1, 1])
      builder.add(block(width, slat, 0.012, { step: 0.12 }), wood, {
        at: [0, y, (z * (depth - 0.012)) / 2],
      });
    for (const x of [-1, 1])
      builder.add(block(0.012, slat, depth - 0.024, { step: 0.12 }), wood, {
        at: [(x * (width - 0.012)) / 2, y, 0],
      });
  }
  for (const x of [-1, 1])
    for (const z of [-1, 1])
      builder.add(block(0.03, height - 0.004, 0.03), wood, {
        at: [x * (width / 2 - 0.027), 0.002, z * (depth / 2 - 0.027)],
      });
  for (let i = 0; i < 4; i++)
    builder.add(block(width - 0.026, 0.01, (depth - 0.1) / 4), wood, {
      at: [0, 0.004, (i - 1.5) * ((depth - 0.03) / 4)],
    });
  return builder.surface("inside", 0.014).done();
}

export function backpack(cloth: Cloth, accent: Cloth): Model {
  const body = clothOf(cloth);
  const trim = clothOf(accent);
  const dark = paint("#16171a", 0.6);
  const soft = { step: 0.06, segments: 3 };
  const builder = new ModelBuilder("backpack");
  builder.add(block(0.32, 0.45, 0.17, { radius: 0.075, ...soft }), body);
  builder.add(block(0.25, 0.2, 0.1, { radius: 0.045, ...soft }), trim, { at: [0, 0.04, 0.09] });
  builder.add(block(0.21, 0.1, 0.04, { radius: 0.018, ...soft }), body, { at: [0, 0.275, 0.085] });
  for (const side of [-1, 1]) {
    builder.add(block(0.05, 0.16, 0.1, { radius: 0.022, ...soft }), trim, {
      at: [side * 0.16, 0.03, 0],
    });
    builder.add(
      hose(
        [
          [side * 0.08, 0.42, -0.07],
          [side * 0.1, 0.36, -0.12],
          [side * 0.1, 0.22, -0.13],
          [side * 0.12, 0.06, -0.09],
        ],
        0.014,
      ),
      dark,
    );
  }
  builder.add(
    hose(
      [
        [-0.05, 0.44, -0.02],
        [-0.035, 0.485, -0.02],
        [0.035, 0.485, -0.02],
        [0.05, 0.44, -0.02],
      ],
      0.009,
    ),
    dark,
  );
  builder.add(
    hose(
      [
        [-0.135, 0.25, 0.082],
        [-0.11, 0.4, 0.075],
        [0, 0.435, 0.07],
        [0.11, 0.4, 0.075],
        [0.135, 0.25, 0.082],
      ],
      0.004,
      30,
    ),
    dark,
  );
  builder.add(block(0.17, 0.006, 0.006, { radius: 0.002 }), metal("#c7c9cc"), {
    at: [0, 0.19, 0.139],
  });
  return builder.done();
}
