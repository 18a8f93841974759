import { finish } from "../finishes.ts";
import { type Model, ModelBuilder } from "../model.ts";
import { between, type Random, seededRandom } from "../random.ts";
import type { Triple } from "../mesh-writer.ts";
import { block, hose, lathe, leaf } from "../shapes.ts";
import type { Surface } from "../surface.ts";

function pot(builder: ModelBuilder, glaze: Surface, radius: number, height: number): number {
  const low = radius * 0.72;
  const wall = Math.max(0.008, radius * 0.07);
  const fill = height * 0.86;
  builder.add(
    lathe(
      [
        [
          [0, 0],
          [low, 0],
        ],
        [
          [low, 0],
          [radius, height],
        ],
        [
          [radius, height],
          [radius - wall, height],
        ],
        [
          [radius - wall, height],
          [radius - wall * 1.6, fill],
        ],
      ],
      30,
    ),
    glaze,
  );
  builder.add(
    lathe(
      [
        [
          [radius - wall * 1.2, fill],
          [radius * 0.5, fill + radius * 0.05],
          [0, fill + radius * 0.07],
        ],
      ],
      20,
    ),
    finish("soil"),
  );
  return fill;
}

/** Broad leaves on long arching stems, as of a rubber plant. */
export function leafyPlant(
  name: string,
  glaze: Surface,
  potRadius: number,
  potHeight: number,
  height: number,
  stems: number,
): Model {
  const builder = new ModelBuilder("potted plant");
  const random = seededRandom(name);
  const fill = pot(builder, glaze, potRadius, potHeight);
  const stalk = finish("herb leaf");
  const reach = height - fill;
  for (let i = 0; i < stems; i++) {
    const heading = i * 137.5 + between(random, -20, 20);
    const rise = reach * between(random, 0.45, 0.98) * (1 - 0.25 * (i / stems));
    const lean = between(random, 0.12, 0.5) * reach * 0.6;
    const angle = (heading * Math.PI) / 180;
    const along = (t: number): Triple => [
      Math.sin(angle) * lean * t * t,
      fill + rise * t,
      Math.cos(angle) * lean * t * t,
    ];
    builder.add(
      hose([along(0), along(0.35), along(0.7), along(1)], 0.0045 + reach * 0.0025, 8, 6),
      stalk,
    );
    const size = reach * between(random, 0.24, 0.34);
    for (const [t, side] of [
      [0.55, -1],
      [0.75, 1],
      [1, 0],
    ] as const)
      addLeaf(builder, random, along(t), heading + side * 75, size * (t === 1 ? 1 : 0.8));
  }
  return builder.done();
}

function addLeaf(
  builder: ModelBuilder,
  random: Random,
  at: Triple,
  heading: number,
  length: number,
): void {
  const shape = leaf(
    length,
    length * between(random, 0.48, 0.6),
    between(random, 0.3, 0.9),
    between(random, 0.9, 1.7),
  );
  builder.add(shape, finish("broad leaf"), {
    at,
    turn: [0, heading + between(random, -15, 15), 0],
    tint: leafTint(random),
  });
}

function leafTint(random: Random): string {
  const level = Math.round(between(random, 170, 255));
  return `rgb(${level}, 255, ${Math.round(level * 0.9)})`;
}

/** Upright sword leaves. */
export function snakePlant(
  name: string,
  glaze: Surface,
  potRadius: number,
  potHeight: number,
  height: number,
): Model {
  const builder = new ModelBuilder("potted plant");
  const random = seededRandom(name);
  const fill = pot(builder, glaze, potRadius, potHeight);
  for (let i = 0; i < 17; i++) {
    const angle = i * 2.4;
    const out = potRadius * 0.55 * Math.sqrt(i / 17);
    const length = (height - fill) * between(random, 0.6, 1);
    builder.add(
      leaf(
        length,
        0.055 + 0.02 * random(),
        1.52 - 0.35 * (i / 17),
        between(random, 0.02, 0.25),
        0.4,
      ),
      finish("blade leaf"),
      {
        at: [Math.sin(angle) * out, fill, Math.cos(angle) * out],
        turn: [0, (angle * 180) / Math.PI, 0],
        tint: leafTint(random),
      },
    );
  }
  return builder.done();
}

/** A small bushy herb. */
export function herb(name: string, glaze: Surface, potRadius: number, height: number): Model {
  const builder = new ModelBuilder("potted plant");
  const random = seededRandom(name);
  const fill = pot(builder, glaze, potRadius, potRadius * 1.7);
  for (let i = 0; i < 15; i++) {
    const heading = i * 137.5;
    const angle = (heading * Math.PI) / 180;
    const rise = (height - fill) * between(random, 0.45, 0.95);
    const lean = potRadius * between(random, 0.2, 1.2);
    const tip: Triple = [Math.sin(angle) * lean, fill + rise, Math.cos(angle) * lean];
    builder.add(
      hose([[0, fill, 0], [tip[0] * 0.4, fill + rise * 0.6, tip[2] * 0.4], tip], 0.0018, 5, 5),
      finish("herb leaf"),
    );
    for (let k = 0; k < 5; k++)
      builder.add(
        leaf(
          potRadius * between(random, 0.6, 0.95),
          potRadius * 0.45,
          between(random, 0, 0.8),
          0.7,
        ),
        finish("herb leaf"),
        {
          at: [tip[0] * (0.6 + 0.1 * k), fill + rise * (0.6 + 0.1 * k), tip[2] * (0.6 + 0.1 * k)],
          turn: [0, heading + k * 100, 0],
          tint: leafTint(random),
        },
      );
  }
  return builder.done();
}

/** A vase with dry branches. */
export function vase(glaze: Surface): Model {
  const builder = new ModelBuilder("vase");
  const outside: [number, number][] = [
    [0.045, 0],
    [0.075, 0.05],
    [0.085, 0.11],
    [0.07, 0.17],
    [0.04, 0.215],
    [0.034, 0.24],
    [0.042, 0.26],
  ];
  builder.add(
    lathe(
      [
        [
          [0, 0],
          [0.045, 0],
        ],
        outside,
        [...outside.map(([r, y]): [number, number] => [r - 0.005, Math.max(y, 0.006)]).reverse()],
      ],
      28,
    ),
    glaze,
  );
  const random = seededRandom("branches");
  for (let i = 0; i < 6; i++) {
    const angle = i * 1.1;
    const [s, c] = [Math.sin(angle), Math.cos(angle)];
    const tall = between(random, 0.4, 0.56);
    builder.add(
      hose(
        [
          [0, 0.1, 0],
          [s * 0.025, 0.27, c * 0.025],
          [s * 0.07, tall * 0.8, c * 0.07],
          [s * 0.1, tall, c * 0.1],
        ],
        0.0025,
        10,
        5,
      ),
      finish("wicker"),
    );
    for (let k = 0; k < 4; k++)
      builder.add(block(0.022, 0.03, 0.022, { radius: 0.01, segments: 1 }), finish("pages"), {
        at: [s * (0.06 + 0.012 * k), tall * (0.76 + 0.06 * k), c * (0.06 + 0.012 * k)],
        turn: [0, k * 40, 0],
        tint: "#f4d9c8",
      });
  }
  return builder.done();
}
