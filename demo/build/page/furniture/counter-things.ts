import { metal, paint, woodOf } from "../finishes.ts";
import { type Model, ModelBuilder } from "../model.ts";
import { between, seededRandom } from "../random.ts";
import { ball, bar, block, hose, lathe } from "../shapes.ts";

export function kettle(): Model {
  const steel = metal("#c9ccd1", 0.16);
  const black = paint("#161719", 0.4);
  return new ModelBuilder("kettle")
    .add(
      lathe(
        [
          [
            [0, 0],
            [0.085, 0],
          ],
          [
            [0.085, 0],
            [0.085, 0.02],
          ],
        ],
        32,
      ),
      black,
    )
    .add(
      lathe(
        [
          [
            [0.08, 0.02],
            [0.086, 0.05],
            [0.08, 0.13],
            [0.062, 0.2],
          ],
          [
            [0.062, 0.2],
            [0.05, 0.215],
            [0, 0.222],
          ],
        ],
        32,
      ),
      steel,
    )
    .add(ball(0.013, 12), black, { at: [0, 0.22, 0] })
    .add(
      hose(
        [
          [0.065, 0.13, 0],
          [0.1, 0.165, 0],
          [0.125, 0.2, 0],
        ],
        0.0155,
        12,
        12,
      ),
      steel,
    )
    .add(
      hose(
        [
          [-0.05, 0.205, 0],
          [-0.1, 0.21, 0],
          [-0.125, 0.17, 0],
          [-0.12, 0.1, 0],
          [-0.08, 0.05, 0],
        ],
        0.0115,
        22,
        10,
      ),
      black,
    )
    .done();
}

export function cuttingBoard(): Model {
  const builder = new ModelBuilder("cutting board").add(
    block(0.38, 0.022, 0.25, { radius: 0.008, step: 0.08 }),
    woodOf("birch"),
  );
  const random = seededRandom("tomatoes");
  for (let i = 0; i < 4; i++)
    builder.add(ball(0.024, 16), paint("#c6352a", 0.3), {
      at: [-0.11 + i * 0.045, 0.021, between(random, -0.06, 0.06)],
    });
  builder.add(block(0.19, 0.0025, 0.028), metal("#d4d6da", 0.2), { at: [0.04, 0.022, 0.085] });
  builder.add(block(0.1, 0.014, 0.022, { radius: 0.005 }), paint("#1b1b1d", 0.5), {
    at: [-0.1, 0.022, 0.085],
  });
  return builder.done();
}

export function toaster(): Model {
  const body = paint("#c14a3a", 0.25);
  const dark = paint("#141416", 0.6);
  return new ModelBuilder("toaster")
    .add(block(0.3, 0.18, 0.17, { radius: 0.04, segments: 4, step: 0.1 }), body, {
      at: [0, 0.012, 0],
    })
    .add(block(0.26, 0.02, 0.13), dark)
    .add(block(0.22, 0.002, 0.028), dark, { at: [0, 0.1912, 0.032] })
    .add(block(0.22, 0.002, 0.028), dark, { at: [0, 0.1912, -0.032] })
    .add(block(0.02, 0.016, 0.035, { radius: 0.005 }), metal("#d6d8db"), { at: [0.158, 0.13, 0] })
    .add(bar(0.014, 0.012).rotateX(Math.PI / 2), metal("#d6d8db"), { at: [0.09, 0.06, 0.083] })
    .done();
}

export function microwave(): Model {
  const steel = metal("#aeb2b7", 0.35);
  const glass = paint("#0e1013", 0.12);
  const builder = new ModelBuilder("microwave")
    .add(block(0.5, 0.285, 0.36, { radius: 0.008, step: 0.12 }), steel, { at: [0, 0.012, -0.008] })
    .add(block(0.36, 0.25, 0.014, { radius: 0.005 }), glass, { at: [-0.058, 0.03, 0.176] })
    .add(bar(0.008, 0.22), steel, { at: [0.112, 0.045, 0.198] })
    .add(block(0.115, 0.25, 0.012, { radius: 0.003 }), paint("#25272b", 0.4), {
      at: [0.183, 0.03, 0.175],
    })
    .add(block(0.08, 0.03, 0.004), paint("#6fe3b0", 0.3), { at: [0.183, 0.235, 0.18] });
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 3; column++)
      builder.add(block(0.02, 0.018, 0.004, { radius: 0.001 }), paint("#d5d7da", 0.5), {
        at: [0.155 + column * 0.028, 0.19 - row * 0.032, 0.18],
      });
  for (const x of [-0.2, 0.2])
    for (const z of [-0.15, 0.14])
      builder.add(bar(0.016, 0.013), paint("#141416"), { at: [x, 0, z] });
  return builder.done();
}
