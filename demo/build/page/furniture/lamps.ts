import { glowing, lampshade, metal, paint, woodOf } from "../finishes.ts";
import { type Model, ModelBuilder } from "../model.ts";
import type { Triple } from "../mesh-writer.ts";
import { ball, bar, hose, lathe } from "../shapes.ts";
import type { Surface } from "../surface.ts";

const WARM: Triple = [1, 0.72, 0.42];

function cone(low: number, high: number, height: number) {
  const rows = 6;
  return lathe(
    [
      Array.from({ length: rows + 1 }, (_, i): [number, number] => [
        low + ((high - low) * i) / rows,
        (height * i) / rows,
      ]),
    ],
    32,
  );
}

export function floorLamp(): Model {
  const brass = metal("#a98548", 0.32);
  return new ModelBuilder("floor lamp")
    .add(
      lathe(
        [
          [
            [0, 0],
            [0.15, 0],
          ],
          [
            [0.15, 0],
            [0.15, 0.014],
          ],
          [
            [0.15, 0.014],
            [0.05, 0.024],
            [0.016, 0.03],
          ],
          [
            [0.016, 0.03],
            [0, 0.03],
          ],
        ],
        32,
      ),
      brass,
    )
    .add(bar(0.011, 1.4), brass, { at: [0, 0.02, 0] })
    .add(cone(0.225, 0.16, 0.3), lampshade("#f4dfb8", 1.5), { at: [0, 1.3, 0] })
    .add(bar(0.0045, 0.36, 0.0045, 6).rotateZ(Math.PI / 2), brass, { at: [0.18, 1.41, 0] })
    .add(ball(0.035, 12), glowing("#ffdfae", 9), { at: [0, 1.41, 0] })
    .lamp([0, 1.445, 0], WARM, 1.5)
    .done();
}

export function tableLamp(glaze: Surface): Model {
  const body: [number, number][] = [
    [0.06, 0],
    [0.085, 0.02],
    [0.098, 0.07],
    [0.09, 0.13],
    [0.06, 0.185],
    [0.024, 0.22],
    [0.016, 0.25],
  ];
  return new ModelBuilder("table lamp")
    .add(
      lathe(
        [
          [
            [0, 0],
            [0.06, 0],
          ],
          body,
          [
            [0.016, 0.25],
            [0, 0.25],
          ],
        ],
        28,
      ),
      glaze,
    )
    .add(bar(0.007, 0.12), metal("#b08d57"), { at: [0, 0.24, 0] })
    .add(cone(0.15, 0.1, 0.19), lampshade("#f6e6c8", 1.5), { at: [0, 0.27, 0] })
    .add(ball(0.028, 12), glowing("#ffdfae", 9), { at: [0, 0.335, 0] })
    .lamp([0, 0.365, 0], WARM, 0.7)
    .done();
}

/** An adjustable desk lamp, switched off. */
export function deskLamp(): Model {
  const red = paint("#b23a2e", 0.35);
  const steel = metal("#b8bbc0");
  return new ModelBuilder("desk lamp")
    .add(
      lathe(
        [
          [
            [0, 0],
            [0.09, 0],
          ],
          [
            [0.09, 0],
            [0.09, 0.015],
          ],
          [
            [0.09, 0.015],
            [0.03, 0.03],
            [0.012, 0.034],
          ],
          [
            [0.012, 0.034],
            [0, 0.034],
          ],
        ],
        26,
      ),
      red,
    )
    .add(
      hose(
        [
          [0, 0.03, 0],
          [0, 0.14, -0.03],
          [0, 0.26, -0.06],
        ],
        0.007,
      ),
      steel,
    )
    .add(
      hose(
        [
          [0, 0.26, -0.06],
          [0, 0.34, 0.04],
          [0, 0.39, 0.12],
        ],
        0.007,
      ),
      steel,
    )
    .add(ball(0.016, 10), red, { at: [0, 0.244, -0.06] })
    .add(
      lathe(
        [
          [
            [0.076, 0],
            [0.07, 0.04],
            [0.04, 0.09],
            [0.022, 0.11],
          ],
          [
            [0.022, 0.11],
            [0.022, 0.13],
          ],
          [
            [0.022, 0.13],
            [0, 0.13],
          ],
        ],
        26,
      ),
      red,
      { at: [0, 0.315, 0.185], turn: [-38, 0, 0] },
    )
    .add(
      lathe(
        [
          [
            [0.02, 0.105],
            [0.038, 0.088],
            [0.068, 0.04],
            [0.076, 0],
          ],
        ],
        26,
      ),
      paint("#f3efe6"),
      { at: [0, 0.315, 0.185], turn: [-38, 0, 0] },
    )
    .add(ball(0.024, 10), paint("#fbf7ec", 0.3), { at: [0, 0.335, 0.17] })
    .done();
}

/** A dome lamp that hangs from the ceiling; its model stands on the rim of the dome. */
export function pendantLamp(cordLength: number): Model {
  const dome: [number, number][] = [
    [0.21, 0],
    [0.205, 0.05],
    [0.18, 0.11],
    [0.13, 0.165],
    [0.06, 0.2],
    [0.03, 0.21],
  ];
  return new ModelBuilder("pendant lamp")
    .add(
      lathe(
        [
          dome,
          [
            [0.03, 0.21],
            [0.03, 0.25],
          ],
          [
            [0.03, 0.25],
            [0, 0.25],
          ],
        ],
        36,
      ),
      paint("#c9822b", 0.35),
    )
    .add(
      lathe([dome.map(([r, y]): [number, number] => [r - 0.004, y]).reverse()], 36),
      lampshade("#fff1d6", 1.2),
    )
    .add(bar(0.004, cordLength, 0.004, 8), paint("#191919"), { at: [0, 0.25, 0] })
    .add(
      lathe(
        [
          [
            [0, 0],
            [0.05, 0],
          ],
          [
            [0.05, 0],
            [0.05, 0.025],
          ],
        ],
        24,
      ),
      woodOf("oak"),
      { at: [0, 0.225 + cordLength, 0] },
    )
    .add(ball(0.04, 12), glowing("#ffe3b5", 9), { at: [0, 0.06, 0] })
    .lamp([0, 0.06, 0], WARM, 3)
    .done();
}
