import { finish, metal, paint } from "../finishes.ts";
import { type Model, ModelBuilder } from "../model.ts";
import { bar, block, lathe, sheet } from "../shapes.ts";

export function laptop(): Model {
  const shell = metal("#a9adb3", 0.42);
  const builder = new ModelBuilder("laptop");
  builder.add(block(0.33, 0.016, 0.23, { radius: 0.006 }), shell);
  builder.add(sheet(0.285, 0.105).rotateX(-Math.PI / 2), finish("keys"), {
    at: [0, 0.0166, -0.005],
  });
  builder.add(block(0.1, 0.0006, 0.062), paint("#8d9197", 0.4), { at: [0, 0.016, 0.07] });
  const lean: [number, number, number] = [-17, 0, 0];
  builder.add(block(0.33, 0.22, 0.008, { radius: 0.003 }), shell, {
    at: [0, 0.012, -0.112],
    turn: lean,
  });
  builder.add(sheet(0.312, 0.196).translate(0, 0.014, 0.0046), finish("chart"), {
    at: [0, 0.012, -0.112],
    turn: lean,
  });
  return builder.done();
}

export function monitor(): Model {
  const dark = paint("#17181b", 0.4);
  return new ModelBuilder("monitor")
    .add(block(0.24, 0.014, 0.19, { radius: 0.005 }), dark)
    .add(block(0.05, 0.2, 0.02, { radius: 0.006 }), dark, { at: [0, 0.01, -0.05] })
    .add(block(0.61, 0.36, 0.03, { radius: 0.008 }), dark, { at: [0, 0.13, -0.025] })
    .add(sheet(0.59, 0.336), finish("editor"), { at: [0, 0.143, -0.0095] })
    .done();
}

export function keyboard(): Model {
  return new ModelBuilder("keyboard")
    .add(block(0.43, 0.018, 0.135, { radius: 0.005 }), paint("#c9cbd0", 0.5))
    .add(sheet(0.42, 0.125).rotateX(-Math.PI / 2), finish("white keys"), {
      at: [0, 0.0186, 0.0625],
    })
    .done();
}

export function computerMouse(): Model {
  return new ModelBuilder("mouse")
    .add(
      block(0.06, 0.034, 0.1, { radius: 0.0168, step: 0.02, segments: 4 }),
      paint("#2a2c30", 0.45),
    )
    .add(block(0.008, 0.006, 0.018, { radius: 0.002 }), paint("#8e9299"), { at: [0, 0.031, 0.026] })
    .done();
}

export function penHolder(): Model {
  const builder = new ModelBuilder("pen holder").add(
    lathe(
      [
        [
          [0, 0],
          [0.038, 0],
        ],
        [
          [0.038, 0],
          [0.04, 0.1],
        ],
        [
          [0.04, 0.1],
          [0.036, 0.1],
        ],
        [
          [0.036, 0.1],
          [0.034, 0.006],
        ],
        [
          [0.034, 0.006],
          [0, 0.006],
        ],
      ],
      24,
    ),
    paint("#2f6d72", 0.4),
  );
  ["#e0b12f", "#b9352c", "#2b4fa0", "#1b1b1d", "#3a7d3a"].forEach((color, i) => {
    const angle = i * 1.26;
    const [s, c] = [Math.sin(angle), Math.cos(angle)];
    builder.add(bar(0.0038, 0.15, 0.0038, 8), paint(color, 0.4), {
      at: [s * 0.012, 0.008, c * 0.012],
      turn: [c * 7, 0, -s * 7],
    });
  });
  return builder.done();
}
