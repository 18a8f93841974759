import { paint, woodOf } from "../finishes.ts";
import { type Model, ModelBuilder } from "../model.ts";
import { ball, bar, hose, lathe } from "../shapes.ts";
import type { Surface } from "../surface.ts";

/** A hollow mug with its handle to its right and coffee in it. */
export function mug(color: string): Model {
  const glaze = paint(color, 0.28);
  return new ModelBuilder("mug")
    .add(
      lathe(
        [
          [
            [0, 0],
            [0.033, 0],
          ],
          [
            [0.033, 0],
            [0.039, 0.005],
            [0.041, 0.02],
            [0.0415, 0.06],
            [0.0415, 0.094],
          ],
          [
            [0.0415, 0.094],
            [0.04, 0.096],
            [0.0385, 0.094],
          ],
          [
            [0.0385, 0.094],
            [0.038, 0.03],
            [0.034, 0.01],
          ],
        ],
        32,
      ),
      glaze,
    )
    .add(
      lathe(
        [
          [
            [0.0385, 0.072],
            [0, 0.072],
          ],
        ],
        28,
      ),
      paint("#2d1a10", 0.6),
    )
    .add(
      hose(
        [
          [0.039, 0.078, 0],
          [0.058, 0.08, 0],
          [0.07, 0.066, 0],
          [0.069, 0.038, 0],
          [0.056, 0.024, 0],
          [0.038, 0.026, 0],
        ],
        0.0055,
        24,
        10,
      ),
      glaze,
    )
    .done();
}

export function bottle(glass: string, label: string): Model {
  return new ModelBuilder("bottle")
    .add(
      lathe(
        [
          [
            [0, 0],
            [0.034, 0],
          ],
          [
            [0.034, 0],
            [0.038, 0.006],
            [0.038, 0.18],
            [0.034, 0.205],
            [0.018, 0.235],
            [0.0145, 0.25],
            [0.0145, 0.295],
          ],
        ],
        28,
      ),
      paint(glass, 0.12),
    )
    .add(
      lathe(
        [
          [
            [0.0385, 0.055],
            [0.0385, 0.145],
          ],
        ],
        28,
      ),
      paint(label, 0.7),
    )
    .add(
      lathe(
        [
          [
            [0.0388, 0.085],
            [0.0388, 0.1],
          ],
        ],
        28,
      ),
      paint("#9b2f2a", 0.7),
    )
    .add(
      lathe(
        [
          [
            [0.0155, 0.272],
            [0.0155, 0.305],
          ],
          [
            [0.0155, 0.305],
            [0, 0.305],
          ],
        ],
        20,
      ),
      paint("#1e1e20", 0.4),
    )
    .done();
}

export function plate(color: string): Model {
  return new ModelBuilder("plate")
    .add(
      lathe(
        [
          [
            [0, 0],
            [0.075, 0],
          ],
          [
            [0.075, 0],
            [0.1, 0.006],
            [0.135, 0.02],
          ],
          [
            [0.135, 0.02],
            [0.134, 0.022],
          ],
          [
            [0.134, 0.022],
            [0.1, 0.0095],
            [0.078, 0.005],
            [0, 0.005],
          ],
        ],
        40,
      ),
      paint(color, 0.25),
    )
    .add(
      lathe(
        [
          [
            [0.133, 0.0224],
            [0.124, 0.019],
          ],
        ],
        40,
      ),
      paint("#35546b", 0.3),
    )
    .done();
}

export function bowl(glaze: Surface, radius: number, height: number): ModelBuilder {
  const side: [number, number][] = [
    [radius * 0.45, 0],
    [radius * 0.72, height * 0.22],
    [radius * 0.92, height * 0.6],
    [radius, height],
  ];
  return new ModelBuilder("bowl").add(
    lathe(
      [
        [
          [0, 0],
          [radius * 0.45, 0],
        ],
        side,
        [
          ...side.map(([r, y]): [number, number] => [r - 0.006, Math.max(0.008, y)]).reverse(),
          [0, 0.008],
        ],
      ],
      36,
    ),
    glaze,
  );
}

export function fruitBowl(): Model {
  const builder = bowl(woodOf("walnut"), 0.16, 0.085);
  builder.model.label = "fruit bowl";
  const fruits: [number, number, number, number, string][] = [
    [0.055, 0.028, 0.03, 0.041, "#c23a2b"],
    [-0.045, 0.028, 0.05, 0.04, "#e58a1f"],
    [-0.05, 0.028, -0.045, 0.041, "#7fae3a"],
    [0.045, 0.028, -0.05, 0.039, "#e58a1f"],
    [0.0, 0.078, 0.0, 0.041, "#b82f28"],
    [0.085, 0.06, -0.01, 0.036, "#d8c02f"],
  ];
  for (const [x, y, z, radius, color] of fruits) {
    builder.add(ball(radius, 22), paint(color, 0.45), { at: [x, y, z] });
    builder.add(bar(0.002, 0.016, 0.002, 6), paint("#4a3420"), {
      at: [x, y + radius * 2 - 0.004, z],
      turn: [10, 0, 8],
    });
  }
  for (const turn of [-14, 10])
    builder.add(
      hose(
        [
          [-0.09, 0.1, 0.02],
          [-0.06, 0.07, 0.09],
          [0, 0.065, 0.125],
          [0.07, 0.085, 0.12],
        ],
        0.0165,
        18,
        10,
      ),
      paint("#ecc93a", 0.5),
      { turn: [0, turn, 0] },
    );
  return builder.done();
}

export function jug(color: string): Model {
  const glaze = paint(color, 0.3);
  const outside: [number, number][] = [
    [0.05, 0],
    [0.066, 0.03],
    [0.068, 0.08],
    [0.05, 0.14],
    [0.044, 0.18],
    [0.052, 0.205],
  ];
  return new ModelBuilder("jug")
    .add(
      lathe(
        [
          [
            [0, 0],
            [0.05, 0],
          ],
          outside,
          outside.map(([r, y]): [number, number] => [r - 0.005, Math.max(y, 0.006)]).reverse(),
        ],
        32,
      ),
      glaze,
    )
    .add(
      hose(
        [
          [0.043, 0.185, 0],
          [0.085, 0.19, 0],
          [0.102, 0.15, 0],
          [0.092, 0.09, 0],
          [0.06, 0.06, 0],
        ],
        0.007,
        24,
        10,
      ),
      glaze,
    )
    .done();
}
