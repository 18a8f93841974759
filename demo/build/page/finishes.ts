import {
  botanicalPainting,
  chartScreen,
  clockFace,
  editorScreen,
  hillsPainting,
  keyboardKeys,
  outdoors,
  rugPattern,
  shapesPainting,
} from "./art-pictures.ts";
import {
  cardboard,
  floorBoards,
  floorTiles,
  leafGreen,
  pages,
  plaster,
  soil,
  stone,
  wallTiles,
  weave,
  wicker,
  wood,
} from "./grain-pictures.ts";
import type { Picture } from "./picture.ts";
import { type Surface, surface, type SurfaceOptions } from "./surface.ts";

// What things are made of. Each call returns the same surface, so that one texture serves the whole room.

const woods = {
  oak: ["#9a7145", "#d3ab77", 11],
  walnut: ["#4a2f1e", "#8a5f3f", 23],
  birch: ["#cfae80", "#ecd7b2", 31],
  pine: ["#b98550", "#e2bb85", 47],
} as const;

export function woodOf(kind: keyof typeof woods): Surface {
  const [dark, light, seed] = woods[kind];
  return surface(kind, () => ({
    picture: wood(dark, light, seed),
    tileMeters: 0.9,
    roughness: 0.5,
    bump: 0.4,
  }));
}

const cloths = {
  teal: ["#2f6468", "#5b9a98"],
  mustard: ["#b07a1e", "#e2b04e"],
  grey: ["#6d7076", "#a4a7ab"],
  sand: ["#a8977e", "#d8c9ae"],
  rust: ["#8f3f28", "#cf7a55"],
  navy: ["#232f4b", "#4c5f8a"],
  linen: ["#cfc6b4", "#efe9dc"],
  charcoal: ["#24262a", "#4a4d53"],
  olive: ["#4d5632", "#87915c"],
  blush: ["#b98478", "#e3b8ab"],
} as const;

export type Cloth = keyof typeof cloths;

export function clothOf(kind: Cloth): Surface {
  const [base, fleck] = cloths[kind];
  return surface(`${kind} cloth`, () => ({
    picture: weave(base, fleck, kind.length),
    tileMeters: 0.28,
    roughness: 0.95,
    bump: 1,
  }));
}

/** A cloth thin enough for light to come through. */
export function curtainOf(kind: Cloth): Surface {
  const [base, fleck] = cloths[kind];
  return surface(`${kind} curtain`, () => ({
    picture: weave(base, fleck, kind.length),
    tileMeters: 0.28,
    roughness: 0.95,
    kind: "leaf",
  }));
}

/** Plain paint, plastic or glaze. */
export function paint(color: string, roughness = 0.45): Surface {
  return surface(`paint ${color} ${roughness}`, () => ({ color, roughness }));
}

export function metal(color: string, roughness = 0.3): Surface {
  return surface(`metal ${color} ${roughness}`, () => ({ color, roughness, metalness: 1 }));
}

/** A lit lampshade; dim when the lamp is off. */
export function lampshade(color: string, glow: number): Surface {
  return surface(`shade ${color} ${glow}`, () => ({ color, glow, kind: "shade", roughness: 0.9 }));
}

export function glowing(color: string, glow: number): Surface {
  return surface(`glowing ${color} ${glow}`, () => ({
    color,
    glow,
    kind: "shade",
    roughness: 0.5,
  }));
}

const fitted = (picture: Picture, more: SurfaceOptions = {}): SurfaceOptions => ({
  picture,
  fitted: true,
  ...more,
});

const specials = {
  "floor boards": () => ({
    picture: floorBoards("#7d5636", "#c79a66", 3),
    tileMeters: 2.4,
    roughness: 0.42,
    bump: 0.6,
  }),
  "floor tiles": () => ({ picture: floorTiles(5), tileMeters: 1.6, roughness: 0.35, bump: 0.5 }),
  "wall tiles": () => ({
    picture: wallTiles("#7fa39a", 9),
    tileMeters: 0.6,
    roughness: 0.2,
    bump: 0.8,
  }),
  "warm plaster": () => ({ picture: plaster("#e4ddcf", 2), tileMeters: 1.3, roughness: 0.93 }),
  "blue plaster": () => ({ picture: plaster("#9fb4ba", 4), tileMeters: 1.3, roughness: 0.93 }),
  "sage plaster": () => ({ picture: plaster("#c3cbb4", 6), tileMeters: 1.3, roughness: 0.93 }),
  "white plaster": () => ({ picture: plaster("#f0eee8", 8), tileMeters: 1.3, roughness: 0.95 }),
  cardboard: () => ({ picture: cardboard(3), tileMeters: 0.5, roughness: 0.9 }),
  granite: () => ({
    picture: stone("#2c2d30", "#b9b6ae", 3, 0.62),
    tileMeters: 0.4,
    roughness: 0.22,
  }),
  terrazzo: () => ({
    picture: stone("#e6e1d8", "#8c6f62", 5, 0.7),
    tileMeters: 0.35,
    roughness: 0.4,
  }),
  clay: () => ({ picture: stone("#a8583a", "#d08a63", 7, 0.8), tileMeters: 0.4, roughness: 0.85 }),
  pages: () => ({ picture: pages(), tileMeters: 0.06, roughness: 0.95 }),
  soil: () => ({ picture: soil(), tileMeters: 0.2, roughness: 1 }),
  wicker: () => ({
    picture: wicker("#6e4a26", "#cfa468"),
    tileMeters: 0.3,
    roughness: 0.8,
    bump: 1.5,
  }),
  "broad leaf": () => fitted(leafGreen("#1f4a22", "#4f8a3c"), { kind: "leaf", roughness: 0.5 }),
  "blade leaf": () => fitted(leafGreen("#2c5b3a", "#9bb86a"), { kind: "leaf", roughness: 0.55 }),
  "herb leaf": () => fitted(leafGreen("#3f7a2a", "#86bb4d"), { kind: "leaf", roughness: 0.6 }),
  "red rug": () => fitted(rugPattern("#7c2b26", "#e2cfa8", "#22415c"), { roughness: 1, bump: 1 }),
  "blue rug": () => fitted(rugPattern("#33506b", "#e6dcc6", "#b9673c"), { roughness: 1, bump: 1 }),
  hills: () => fitted(hillsPainting(), { roughness: 0.6 }),
  shapes: () => fitted(shapesPainting(), { roughness: 0.6 }),
  botanical: () => fitted(botanicalPainting(), { roughness: 0.6 }),
  editor: () => fitted(editorScreen(), { roughness: 0.3, glow: 0.9 }),
  chart: () => fitted(chartScreen(), { roughness: 0.3, glow: 0.8 }),
  keys: () => fitted(keyboardKeys(15, 5, "#2a2c30", "#44474d"), { roughness: 0.5 }),
  "white keys": () => fitted(keyboardKeys(17, 6, "#c9cbd0", "#f1f2f4"), { roughness: 0.5 }),
  outdoors: () => fitted(outdoors(), { kind: "pane", glow: 5, roughness: 0.1 }),
  "clock face": () => fitted(clockFace(), { roughness: 0.5 }),
} as const satisfies Record<string, () => SurfaceOptions>;

export type Special = keyof typeof specials;

export function finish(name: Special): Surface {
  return surface(name, specials[name]);
}
