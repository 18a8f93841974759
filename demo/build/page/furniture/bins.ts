import { finish, metal, paint } from "../finishes.ts";
import { type Model, ModelBuilder } from "../model.ts";
import { between, seededRandom } from "../random.ts";
import { bar, block, hose, lathe } from "../shapes.ts";

export function wasteBin(): Model {
  const builder = new ModelBuilder("trash can");
  builder
    .add(
      lathe(
        [
          [
            [0, 0],
            [0.105, 0],
          ],
          [
            [0.105, 0],
            [0.14, 0.3],
          ],
          [
            [0.14, 0.3],
            [0.134, 0.3],
          ],
          [
            [0.134, 0.3],
            [0.1, 0.008],
          ],
          [
            [0.1, 0.008],
            [0, 0.008],
          ],
        ],
        32,
      ),
      finish("wicker"),
    )
    .add(
      lathe(
        [
          Array.from({ length: 9 }, (_, i): [number, number] => [
            0.138 + 0.006 * Math.cos((i * Math.PI) / 4),
            0.3 + 0.006 * Math.sin((i * Math.PI) / 4),
          ]),
        ],
        32,
      ),
      finish("wicker"),
    );
  const random = seededRandom("paper balls");
  for (let i = 0; i < 5; i++)
    builder.add(block(0.07, 0.07, 0.07, { radius: 0.03, segments: 1 }), paint("#f2efe8", 0.9), {
      at: [between(random, -0.05, 0.05), 0.16 + 0.03 * i * random(), between(random, -0.05, 0.05)],
      turn: [random() * 90, random() * 90, random() * 90],
    });
  return builder.done();
}

/** A kitchen bin with a pedal. */
export function pedalBin(): Model {
  const steel = metal("#b9bcc0", 0.38);
  const dark = paint("#1c1d20", 0.5);
  return new ModelBuilder("trash can")
    .add(
      lathe(
        [
          [
            [0, 0],
            [0.148, 0],
          ],
          [
            [0.148, 0],
            [0.148, 0.03],
          ],
        ],
        36,
      ),
      dark,
    )
    .add(
      lathe(
        [
          [
            [0.145, 0.03],
            [0.145, 0.56],
          ],
        ],
        36,
      ),
      steel,
    )
    .add(
      lathe(
        [
          [
            [0.149, 0.56],
            [0.149, 0.585],
            [0.135, 0.615],
            [0.09, 0.64],
            [0, 0.65],
          ],
        ],
        36,
      ),
      dark,
    )
    .add(block(0.09, 0.012, 0.06, { radius: 0.005 }), dark, { at: [0, 0.016, 0.165] })
    .add(bar(0.008, 0.1).rotateZ(Math.PI / 2), dark, { at: [0.05, 0.59, -0.146] })
    .done();
}

export function basket(): Model {
  const builder = new ModelBuilder("basket").add(
    lathe(
      [
        [
          [0, 0],
          [0.13, 0],
        ],
        [
          [0.13, 0],
          [0.165, 0.06],
          [0.175, 0.13],
          [0.17, 0.2],
        ],
        [
          [0.17, 0.2],
          [0.16, 0.2],
        ],
        [
          [0.16, 0.2],
          [0.165, 0.13],
          [0.155, 0.06],
          [0.125, 0.01],
        ],
        [
          [0.125, 0.01],
          [0, 0.01],
        ],
      ],
      32,
    ),
    finish("wicker"),
  );
  for (const side of [-1, 1])
    builder.add(
      hose(
        [
          [-0.06, 0.19, side * 0.158],
          [-0.05, 0.25, side * 0.163],
          [0.05, 0.25, side * 0.163],
          [0.06, 0.19, side * 0.158],
        ],
        0.009,
        20,
      ),
      finish("wicker"),
    );
  return builder.done();
}
