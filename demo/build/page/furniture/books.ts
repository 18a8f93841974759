import { finish, paint } from "../finishes.ts";
import { type Model, ModelBuilder } from "../model.ts";
import { between, seededRandom } from "../random.ts";
import { block, lathe, sheet } from "../shapes.ts";
import type { Surface } from "../surface.ts";

/** A bookcase with open boards; its boards are surfaces `shelf 0` (lowest) and up. */
export function bookshelf(
  width: number,
  height: number,
  depth: number,
  shelves: number,
  wood: Surface,
): Model {
  const builder = new ModelBuilder("bookshelf");
  const board = 0.022;
  for (const x of [-1, 1])
    builder.add(block(board, height, depth, { step: 0.12 }), wood, {
      at: [(x * (width - board)) / 2, 0, 0],
    });
  builder.add(block(width - 2 * board, height - 0.06, 0.008, { step: 0.1 }), wood, {
    at: [0, 0.06, -depth / 2 + 0.004],
    tint: "#e4dccd",
  });
  const gap = (height - 0.06 - board) / shelves;
  for (let i = 0; i <= shelves; i++) {
    const y = 0.06 + gap * i;
    builder.add(block(width - 2 * board, board, depth - 0.012, { step: 0.06 }), wood, {
      at: [0, y, 0.002],
    });
    if (i < shelves) builder.surface(`shelf ${i}`, y + board);
  }
  builder.add(block(width - 2 * board, 0.06, 0.016), wood, { at: [0, 0, depth / 2 - 0.03] });
  return builder.done();
}

const COVERS = [
  "#7d2b2b",
  "#23435f",
  "#2f5d4b",
  "#c98b2e",
  "#3b3350",
  "#b9533a",
  "#d9cdb4",
  "#1f2326",
  "#6c7f8c",
  "#8a6a4f",
  "#3d6e86",
  "#a63d57",
];

function addBook(
  builder: ModelBuilder,
  thickness: number,
  height: number,
  depth: number,
  x: number,
  lean: number,
  cover: string,
  mark: string,
): void {
  // Standing with its spine to the front.
  const cloth = paint("#ffffff", 0.55);
  const pose = {
    at: [x, 0, -depth / 2] as [number, number, number],
    turn: [0, 0, lean] as [number, number, number],
    tint: cover,
  };
  for (const side of [-1, 1])
    builder.add(
      block(0.003, height, depth, { step: 1 }).translate((side * (thickness - 0.003)) / 2, 0, 0),
      cloth,
      pose,
    );
  builder.add(
    block(thickness, height, 0.003, { step: 1 }).translate(0, 0, depth / 2 - 0.0015),
    cloth,
    pose,
  );
  builder.add(
    block(thickness - 0.006, height - 0.008, depth - 0.008, { step: 1 }).translate(0, 0.004, 0),
    finish("pages"),
    { ...pose, tint: "#ffffff" },
  );
  for (const y of [0.12, 0.7, 0.8])
    builder.add(
      sheet(thickness * 0.8, height * (y === 0.7 ? 0.02 : y === 0.8 ? 0.03 : 0.06)).translate(
        0,
        height * y,
        depth / 2 + 0.0004,
      ),
      cloth,
      { ...pose, tint: mark },
    );
}

/** Books side by side on a board, as one object. */
export function bookRow(name: string, length: number, tallest: number): Model {
  const builder = new ModelBuilder("books");
  const random = seededRandom(name);
  let x = 0;
  while (x < length - 0.05) {
    const thickness = between(random, 0.016, 0.046);
    const height = tallest * between(random, 0.72, 1);
    addBook(
      builder,
      thickness,
      height,
      between(random, 0.14, 0.19),
      x + thickness / 2 - length / 2,
      0,
      COVERS[Math.floor(random() * COVERS.length)]!,
      random() < 0.6 ? "#e8d9a8" : "#f5f5f2",
    );
    x += thickness + 0.0012;
  }
  return builder.done();
}

/** One book lying on its back cover, spine to its left. */
export function book(
  width: number,
  height: number,
  thickness: number,
  cover: string,
  mark: string,
): Model {
  const cloth = paint("#ffffff", 0.5);
  const builder = new ModelBuilder("book");
  builder.add(block(width, 0.003, height), cloth, { tint: cover });
  builder.add(block(width, 0.003, height), cloth, { at: [0, thickness - 0.003, 0], tint: cover });
  builder.add(block(0.004, thickness, height), cloth, {
    at: [-width / 2 + 0.002, 0, 0],
    tint: cover,
  });
  builder.add(block(width - 0.01, thickness - 0.006, height - 0.01), finish("pages"), {
    at: [-0.002, 0.003, 0],
  });
  builder.add(block(width * 0.62, 0.0006, height * 0.1), cloth, {
    at: [0.01, thickness, -height * 0.26],
    tint: mark,
  });
  builder.add(block(width * 0.45, 0.0006, height * 0.035), cloth, {
    at: [0.01, thickness, -height * 0.14],
    tint: mark,
  });
  builder.add(
    lathe(
      [
        [
          [width * 0.2, 0.0008],
          [0, 0.0008],
        ],
      ],
      20,
    ),
    cloth,
    { at: [0.01, thickness, height * 0.14], tint: mark },
  );
  return builder.done();
}
