import { finish, metal, paint, woodOf } from "../finishes.ts";
import { type Model, ModelBuilder } from "../model.ts";
import { bar, block, hose } from "../shapes.ts";
import type { Surface } from "../surface.ts";

const STEEL = () => metal("#b4b7bc", 0.3);

function addHandle(
  builder: ModelBuilder,
  x: number,
  y: number,
  z: number,
  length: number,
  upright: boolean,
): void {
  const shape = bar(0.006, length, 0.006, 8).translate(0, -length / 2, 0);
  if (!upright) shape.rotateZ(Math.PI / 2);
  builder.add(shape, STEEL(), { at: [x, y, z + 0.018] });
  for (const end of [-0.4, 0.4])
    builder.add(bar(0.004, 0.02, 0.004, 6).rotateX(Math.PI / 2), STEEL(), {
      at: [x + (upright ? 0 : end * length), y + (upright ? end * length : 0), z],
    });
}

/** A run of base units under one worktop; the first unit has drawers, the others doors. */
export function baseCabinet(units: number, front: Surface): Model {
  const builder = new ModelBuilder("kitchen cabinet");
  const width = units * 0.6;
  builder.add(block(width - 0.02, 0.1, 0.5), paint("#2a2b2e", 0.6), { at: [0, 0, -0.04] });
  builder.add(block(width, 0.76, 0.56, { step: 0.15 }), paint("#e6e3dc", 0.5), {
    at: [0, 0.1, -0.02],
  });
  builder.add(block(width + 0.02, 0.04, 0.62, { radius: 0.006, step: 0.05 }), finish("granite"), {
    at: [0, 0.86, 0],
  });
  for (let i = 0; i < units; i++) {
    const x = -width / 2 + 0.6 * (i + 0.5);
    if (i === 0)
      for (const [y, height] of [
        [0.105, 0.29],
        [0.4, 0.29],
        [0.695, 0.16],
      ] as const) {
        builder.add(block(0.592, height, 0.02, { radius: 0.003, step: 0.15 }), front, {
          at: [x, y, 0.27],
        });
        addHandle(builder, x, y + height - 0.05, 0.28, 0.2, false);
      }
    else {
      builder.add(block(0.592, 0.75, 0.02, { radius: 0.003, step: 0.15 }), front, {
        at: [x, 0.105, 0.27],
      });
      builder.add(block(0.46, 0.61, 0.004, { step: 0.15 }), front, {
        at: [x, 0.175, 0.281],
        tint: "#dfe5e3",
      });
      addHandle(builder, x + (i % 2 ? -0.26 : 0.26), 0.72, 0.28, 0.16, true);
    }
  }
  return builder.done();
}

/** Hung on the wall; the model stands on its underside. */
export function wallCabinet(units: number, front: Surface): Model {
  const builder = new ModelBuilder("wall cabinet");
  const width = units * 0.6;
  builder.add(block(width, 0.7, 0.32, { step: 0.15 }), paint("#e6e3dc", 0.5), {
    at: [0, 0, -0.01],
  });
  for (let i = 0; i < units; i++) {
    const x = -width / 2 + 0.6 * (i + 0.5);
    builder.add(block(0.592, 0.692, 0.02, { radius: 0.003, step: 0.15 }), front, {
      at: [x, 0.004, 0.16],
    });
    builder.add(block(0.46, 0.55, 0.004, { step: 0.15 }), front, {
      at: [x, 0.074, 0.171],
      tint: "#dfe5e3",
    });
    addHandle(builder, x + (i % 2 ? -0.26 : 0.26), 0.1, 0.17, 0.16, true);
  }
  return builder.done();
}

export function refrigerator(): Model {
  const steel = metal("#c3c6ca", 0.42);
  const builder = new ModelBuilder("refrigerator");
  builder.add(block(0.62, 1.78, 0.6, { step: 0.15, radius: 0.01 }), paint("#9a9da1", 0.5), {
    at: [0, 0.03, -0.03],
  });
  builder.add(block(0.62, 0.62, 0.045, { radius: 0.014, step: 0.15 }), steel, {
    at: [0, 0.04, 0.29],
  });
  builder.add(block(0.62, 1.14, 0.045, { radius: 0.014, step: 0.15 }), steel, {
    at: [0, 0.67, 0.29],
  });
  builder.add(block(0.56, 0.04, 0.56), paint("#2a2b2e"), { at: [0, 0, -0.03] });
  for (const [y, length] of [
    [0.47, 0.28],
    [0.74, 0.42],
  ] as const) {
    builder.add(bar(0.011, length), metal("#8f9297", 0.25), { at: [0.26, y, 0.345] });
    for (const end of [0.03, length - 0.04])
      builder.add(block(0.014, 0.014, 0.04), metal("#8f9297", 0.25), {
        at: [0.26, y + end, 0.325],
      });
  }
  const notes: [number, number, string][] = [
    [-0.16, 1.35, "#f0d75a"],
    [-0.05, 1.43, "#f3a6b0"],
    [0.02, 1.3, "#a9d6ef"],
  ];
  for (const [x, y, color] of notes)
    builder.add(block(0.08, 0.08, 0.0015), paint(color, 0.8), {
      at: [x, y, 0.3125],
      turn: [0, 0, x * 40],
    });
  return builder.done();
}

/** A tap over an inset basin that stands on the worktop. */
export function sink(): Model {
  const steel = metal("#bfc2c6", 0.25);
  return new ModelBuilder("sink")
    .add(block(0.52, 0.006, 0.42, { radius: 0.002 }), steel)
    .add(block(0.44, 0.002, 0.3), paint("#4b4e52", 0.35), { at: [0, 0.006, 0.02] })
    .add(block(0.38, 0.001, 0.24), paint("#34373a", 0.3), { at: [0, 0.008, 0.02] })
    .add(bar(0.02, 0.04), steel, { at: [0, 0.006, -0.17] })
    .add(
      hose(
        [
          [0, 0.04, -0.17],
          [0, 0.22, -0.17],
          [0, 0.3, -0.12],
          [0, 0.29, -0.03],
          [0, 0.24, -0.015],
        ],
        0.011,
        28,
        10,
      ),
      steel,
    )
    .add(bar(0.006, 0.07).rotateZ(-Math.PI / 3), steel, { at: [0.018, 0.035, -0.17] })
    .done();
}

/** A board on two brackets. */
export function wallShelf(width: number): Model {
  const builder = new ModelBuilder("shelf").add(
    block(width, 0.03, 0.22, { radius: 0.004, step: 0.08 }),
    woodOf("oak"),
    { at: [0, 0.14, 0] },
  );
  for (const x of [-1, 1]) {
    builder.add(block(0.025, 0.16, 0.012), paint("#1f2023", 0.5), {
      at: [x * (width / 2 - 0.15), 0, -0.104],
    });
    builder.add(block(0.022, 0.012, 0.19), paint("#1f2023", 0.5), {
      at: [x * (width / 2 - 0.15), 0.128, -0.01],
    });
  }
  return builder.done();
}
