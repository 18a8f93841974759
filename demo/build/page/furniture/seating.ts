import { type Cloth, clothOf, finish, metal, paint, woodOf } from "../finishes.ts";
import { type Model, ModelBuilder } from "../model.ts";
import { bar, block, hose, lathe, pillow } from "../shapes.ts";
import type { Surface } from "../surface.ts";

/** An upholstered seat with arms: a sofa when it is wide, an armchair with one seat. */
export function upholstered(
  label: string,
  width: number,
  depth: number,
  seats: number,
  cloth: Cloth,
): Model {
  const fabric = clothOf(cloth);
  const arm = 0.19;
  const back = 0.24;
  const builder = new ModelBuilder(label);
  const inner = width - 2 * arm;
  const soft = { radius: 0.045, step: 0.09, segments: 3 };
  for (const x of [-1, 1])
    for (const z of [-1, 1])
      builder.add(bar(0.016, 0.13, 0.026), woodOf("walnut"), {
        at: [x * (width / 2 - 0.09), 0, z * (depth / 2 - 0.09)],
      });
  builder.add(block(inner + 0.06, 0.18, depth - 0.04, soft), fabric, { at: [0, 0.12, 0.01] });
  for (const x of [-1, 1])
    builder.add(block(arm, 0.5, depth - 0.02, { ...soft, radius: 0.07 }), fabric, {
      at: [x * (width / 2 - arm / 2), 0.12, 0],
    });
  builder.add(block(inner + 0.06, 0.68, back * 0.72, soft), fabric, {
    at: [0, 0.12, -depth / 2 + back * 0.36],
  });
  const each = inner / seats;
  const seatDepth = depth - back - 0.02;
  for (let i = 0; i < seats; i++) {
    const x = -inner / 2 + each * (i + 0.5);
    builder.add(block(each - 0.012, 0.15, seatDepth, { ...soft, radius: 0.055 }), fabric, {
      at: [x, 0.29, depth / 2 - seatDepth / 2],
    });
    builder.add(block(each - 0.02, 0.4, 0.17, { ...soft, radius: 0.075 }), fabric, {
      at: [x, 0.44, -depth / 2 + back - 0.02],
      turn: [-9, 0, 0],
    });
  }
  return builder.surface("seat", 0.44).done();
}

export function officeChair(): Model {
  const builder = new ModelBuilder("office chair");
  const dark = paint("#1d1e21", 0.5);
  for (let i = 0; i < 5; i++) {
    const angle = (i * 72 * Math.PI) / 180;
    const [s, c] = [Math.sin(angle), Math.cos(angle)];
    builder.add(block(0.05, 0.03, 0.27, { radius: 0.01 }), dark, {
      at: [s * 0.15, 0.07, c * 0.15],
      turn: [0, i * 72, 0],
    });
    for (const side of [-1, 1])
      builder.add(bar(0.028, 0.018).rotateZ(Math.PI / 2), paint("#0d0d0f", 0.6), {
        at: [
          s * 0.27 + side * c * 0.014 + 0.009 * c,
          0.028,
          c * 0.27 - side * s * 0.014 - 0.009 * s,
        ],
        turn: [0, i * 72, 0],
      });
  }
  builder.add(bar(0.05, 0.06), dark, { at: [0, 0.07, 0] });
  builder.add(bar(0.026, 0.26), metal("#c4c7cc"), { at: [0, 0.12, 0] });
  builder.add(block(0.24, 0.04, 0.24, { radius: 0.015 }), dark, { at: [0, 0.38, 0] });
  builder.add(
    block(0.5, 0.09, 0.48, { radius: 0.04, step: 0.08, segments: 3 }),
    clothOf("charcoal"),
    { at: [0, 0.41, 0.02] },
  );
  builder.add(block(0.07, 0.36, 0.025, { radius: 0.01 }), dark, {
    at: [0, 0.4, -0.26],
    turn: [-7, 0, 0],
  });
  builder.add(
    block(0.46, 0.5, 0.07, { radius: 0.033, step: 0.08, segments: 3 }),
    clothOf("charcoal"),
    { at: [0, 0.56, -0.245], turn: [-7, 0, 0] },
  );
  for (const side of [-1, 1]) {
    builder.add(
      hose(
        [
          [side * 0.2, 0.4, 0],
          [side * 0.29, 0.42, 0],
          [side * 0.3, 0.52, 0.01],
          [side * 0.3, 0.64, 0.02],
        ],
        0.014,
      ),
      dark,
    );
    builder.add(block(0.06, 0.03, 0.26, { radius: 0.014 }), dark, { at: [side * 0.3, 0.64, 0.03] });
  }
  return builder.surface("seat", 0.5).done();
}

/** A kitchen chair: four legs, a seat, and three slats under a top rail. */
export function diningChair(frame: Surface, seat: Surface): Model {
  const builder = new ModelBuilder("chair");
  for (const x of [-1, 1]) {
    builder.add(bar(0.014, 0.44, 0.02), frame, { at: [x * 0.2, 0, 0.19], turn: [-2, 0, -x * 2] });
    builder.add(bar(0.015, 0.46, 0.02), frame, { at: [x * 0.19, 0, -0.21], turn: [4, 0, 0] });
    builder.add(bar(0.019, 0.46, 0.014), frame, { at: [x * 0.19, 0.44, -0.178], turn: [-8, 0, 0] });
    builder.add(block(0.022, 0.03, 0.36), frame, { at: [x * 0.192, 0.2, 0] });
  }
  builder.add(block(0.36, 0.05, 0.022), frame, { at: [0, 0.385, 0.185] });
  builder.add(block(0.44, 0.034, 0.43, { radius: 0.015, step: 0.1 }), seat, { at: [0, 0.436, 0] });
  builder.add(block(0.43, 0.09, 0.022, { radius: 0.01 }), frame, {
    at: [0, 0.79, -0.235],
    turn: [-8, 0, 0],
  });
  for (const y of [0.57, 0.67])
    builder.add(block(0.37, 0.042, 0.016, { radius: 0.006 }), frame, {
      at: [0, y, -0.178 - (y - 0.44) * 0.14],
      turn: [-8, 0, 0],
    });
  return builder.surface("seat", 0.47).done();
}

export function stool(): Model {
  const builder = new ModelBuilder("stool");
  const wood = woodOf("birch");
  for (let i = 0; i < 4; i++) {
    const angle = ((i * 90 + 45) * Math.PI) / 180;
    const [s, c] = [Math.sin(angle), Math.cos(angle)];
    builder.add(bar(0.014, 0.62, 0.02), wood, {
      at: [s * 0.2, 0, c * 0.2],
      turn: [-6.5 * c * 1.3, 0, 6.5 * s * 1.3],
    });
  }
  const ring = Array.from({ length: 16 }, (_, i): [number, number, number] => [
    0.168 * Math.sin((i * Math.PI) / 8),
    0.22,
    0.168 * Math.cos((i * Math.PI) / 8),
  ]);
  builder.add(hose(ring, 0.009, 40, 6, true), metal("#3c3d40", 0.5));
  builder.add(
    lathe(
      [
        [
          [0, 0],
          [0.15, 0],
        ],
        [
          [0.15, 0],
          [0.168, 0.008],
          [0.172, 0.022],
          [0.165, 0.036],
          [0.155, 0.04],
        ],
        [
          [0.155, 0.04],
          [0, 0.04],
        ],
      ],
      28,
    ),
    wood,
    { at: [0, 0.61, 0] },
  );
  return builder.done();
}

export function bench(): Model {
  const builder = new ModelBuilder("bench");
  const wood = woodOf("oak");
  for (const z of [-0.105, 0, 0.105])
    builder.add(block(1.25, 0.035, 0.098, { radius: 0.006, step: 0.1 }), wood, {
      at: [0, 0.415, z],
    });
  for (const x of [-0.5, 0.5]) {
    for (const z of [-0.115, 0.115])
      builder.add(block(0.05, 0.415, 0.05, { radius: 0.006 }), wood, { at: [x, 0, z] });
    builder.add(block(0.04, 0.06, 0.3), wood, { at: [x, 0.35, 0] });
  }
  builder.add(block(0.98, 0.05, 0.03), wood, { at: [0, 0.14, 0] });
  return builder.done();
}

export function pouf(cloth: Cloth): Model {
  const outline: [number, number][] = [
    [0.2, 0],
    [0.25, 0.03],
    [0.272, 0.1],
    [0.275, 0.18],
    [0.272, 0.27],
    [0.255, 0.345],
    [0.22, 0.37],
    [0.17, 0.38],
  ];
  return new ModelBuilder("ottoman")
    .add(
      lathe(
        [
          [
            [0, 0],
            [0.2, 0],
          ],
          outline,
          [
            [0.17, 0.38],
            [0, 0.38],
          ],
        ],
        36,
      ),
      clothOf(cloth),
    )
    .add(
      lathe(
        [
          Array.from({ length: 9 }, (_, i): [number, number] => [
            0.272 + 0.007 * Math.cos((i * Math.PI) / 4),
            0.19 + 0.007 * Math.sin((i * Math.PI) / 4),
          ]),
        ],
        36,
      ),
      finish("wicker"),
    )
    .done();
}

/** A cushion lying on a seat, or standing on its edge. */
export function cushion(cloth: Cloth, standing: boolean): Model {
  const shape = pillow(0.44, 0.15, 0.44);
  if (standing) shape.rotateX(Math.PI / 2);
  return new ModelBuilder("cushion").add(shape, clothOf(cloth)).done();
}
