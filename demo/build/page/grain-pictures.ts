import { fractalNoise, tileNoise } from "./noise.ts";
import { mix, type Picture, rgb, scaled, shaded } from "./picture.ts";
import { between, seededRandom } from "./random.ts";
import type { Triple } from "./mesh-writer.ts";

/** Wood with its grain along u. */
export function wood(dark: string, light: string, seed: number): Picture {
  const [a, b] = [rgb(dark), rgb(light)];
  return shaded(768, 768, (u, v) => {
    const bend = 0.05 * fractalNoise(u, v, 2, 3, 2, seed);
    const rings = fractalNoise(u, v + bend, 2, 14, 4, seed + 7);
    const streak = tileNoise(u * 10, v * 190, 10, 190, seed + 13);
    const pore = tileNoise(u * 40, v * 380, 40, 380, seed + 19) > 0.86 ? 0.82 : 1;
    return scaled(mix(a, b, 0.15 + 0.6 * rings + 0.3 * (streak - 0.4)), pore);
  });
}

/** Floor boards of 1.2 m by 0.15 m on a tile of 2.4 m. */
export function floorBoards(dark: string, light: string, seed: number): Picture {
  const [a, b] = [rgb(dark), rgb(light)];
  const rows = 16;
  const random = seededRandom(`boards ${seed}`);
  const shift = Array.from({ length: rows }, () => random());
  const tones = Array.from({ length: rows * 2 }, () => random());
  return shaded(1024, 1024, (u, v) => {
    const row = Math.floor(v * rows);
    const across = v * rows - row;
    const run = (u + shift[row]!) * 2;
    const board = Math.floor(run) % 2;
    const along = run - Math.floor(run);
    const gap = Math.min(across, 1 - across) < 0.016 || Math.min(along, 1 - along) < 0.0022;
    const own = seed + row * 31 + board * 17;
    const rings = fractalNoise(u, v + 0.01 * fractalNoise(u, v, 3, 8, 2, own), 4, 48, 3, own);
    const streak = tileNoise(u * 24, v * 420, 24, 420, seed + 3);
    const tone = 0.1 + 0.42 * tones[row * 2 + board]! + 0.4 * rings + 0.22 * (streak - 0.5);
    return scaled(mix(a, b, tone), gap ? 0.45 : 1);
  });
}

/** Woven cloth; 60 threads each way. */
export function weave(base: string, fleck: string, seed: number): Picture {
  const [a, b] = [rgb(base), rgb(fleck)];
  const threads = 60;
  return shaded(720, 720, (u, v) => {
    const [x, y] = [u * threads, v * threads];
    const over = (Math.floor(x) + Math.floor(y)) % 2 === 0;
    const across = (over ? y : x) % 1;
    const round = Math.sin(Math.PI * across) ** 0.6;
    const yarn = over
      ? tileNoise(x * 0.25, Math.floor(y), threads / 4, threads, seed)
      : tileNoise(Math.floor(x), y * 0.25, threads, threads / 4, seed + 5);
    const cloud = fractalNoise(u, v, 4, 4, 3, seed + 9);
    return scaled(mix(a, b, 0.7 * yarn ** 2), 0.62 + 0.34 * round + 0.12 * (cloud - 0.5));
  });
}

export function plaster(color: string, seed: number): Picture {
  const base = rgb(color);
  return shaded(640, 640, (u, v) => {
    const cloud = fractalNoise(u, v, 3, 3, 4, seed) - 0.5;
    const roller = fractalNoise(u, v, 90, 90, 2, seed + 5) - 0.5;
    const speck = tileNoise(u * 320, v * 320, 320, 320, seed + 11) - 0.5;
    return scaled(base, 1 + 0.05 * cloud + 0.09 * roller + 0.05 * speck);
  });
}

export function cardboard(seed: number): Picture {
  const [a, b] = [rgb("#a97c4e"), rgb("#c79b69")];
  return shaded(512, 512, (u, v) => {
    const fibre = tileNoise(u * 40, v * 200, 40, 200, seed);
    const flute = 0.5 + 0.5 * Math.sin(2 * Math.PI * u * 64);
    return mix(
      a,
      b,
      0.2 + 0.5 * fractalNoise(u, v, 5, 5, 4, seed + 3) + 0.3 * (fibre - 0.4) + 0.12 * flute,
    );
  });
}

export function stone(base: string, fleck: string, seed: number, share = 0.5): Picture {
  const [a, b] = [rgb(base), rgb(fleck)];
  return shaded(640, 640, (u, v) => {
    const grains = tileNoise(u * 160, v * 160, 160, 160, seed);
    const fine = tileNoise(u * 320, v * 320, 320, 320, seed + 3);
    const cloud = fractalNoise(u, v, 4, 4, 4, seed + 7);
    return mix(a, b, Math.min(1, share * (0.5 * cloud + 0.8 * grains ** 3 + 0.5 * fine ** 4)));
  });
}

/** Square floor tiles, four by four on a tile of 1.6 m, every second one darker. */
export function floorTiles(seed: number): Picture {
  const [light, dark, grout] = [rgb("#d8d0c2"), rgb("#8f9a94"), rgb("#8b857b")];
  const random = seededRandom(`tiles ${seed}`);
  const tones = Array.from({ length: 16 }, () => between(random, -0.06, 0.06));
  return shaded(1024, 1024, (u, v) => {
    const [x, y] = [u * 4, v * 4];
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const edge = Math.min(x - column, 1 - x + column, y - row, 1 - y + row);
    const speck = tileNoise(u * 400, v * 400, 400, 400, seed + 2) - 0.5;
    if (edge < 0.008) return scaled(grout, 1 + 0.15 * speck);
    const own = seed + 41 * (row * 4 + column);
    const vein = Math.abs(fractalNoise(u, v, 6, 6, 4, own) - 0.5) < 0.018 ? 0.93 : 1;
    const cloud = fractalNoise(u, v, 10, 10, 3, own + 5) - 0.5;
    const base: Triple = (row + column) % 2 === 0 ? light : dark;
    return scaled(
      base,
      vein *
        (1 + tones[row * 4 + column]! + 0.12 * cloud + 0.05 * speck) *
        (edge < 0.014 ? 0.93 : 1),
    );
  });
}

/** Glazed brick-bond wall tiles, 0.15 m by 0.075 m, on a tile of 0.6 m. */
export function wallTiles(color: string, seed: number): Picture {
  const base = rgb(color);
  const random = seededRandom(`wall tiles ${seed}`);
  const tones = Array.from({ length: 32 }, () => between(random, -0.07, 0.07));
  return shaded(768, 768, (u, v) => {
    const y = v * 8;
    const row = Math.floor(y);
    const x = (u * 4 + (row % 2) * 0.5) % 4;
    const column = Math.floor(x);
    const edge = Math.min(2 * Math.min(x - column, 1 - x + column), Math.min(y - row, 1 - y + row));
    if (edge < 0.045)
      return scaled(rgb("#b9b4aa"), 0.95 + 0.1 * tileNoise(u * 200, v * 200, 200, 200, seed));
    const shine = edge < 0.12 ? 1.04 : 1;
    return scaled(
      base,
      shine * (1 + tones[row * 4 + column]! + 0.06 * (fractalNoise(u, v, 16, 16, 3, seed) - 0.5)),
    );
  });
}

/** Closed book pages seen from the side. */
export function pages(): Picture {
  return shaded(128, 256, (u, v) =>
    scaled(rgb("#e9dfc8"), 0.78 + 0.24 * tileNoise(u * 6, v * 90, 6, 90, 4)),
  );
}

export function soil(): Picture {
  return shaded(256, 256, (u, v) =>
    mix(rgb("#2a1d14"), rgb("#6b503a"), fractalNoise(u, v, 24, 24, 3, 8) ** 1.5),
  );
}

export function leafGreen(dark: string, light: string): Picture {
  const [a, b] = [rgb(dark), rgb(light)];
  return shaded(128, 256, (u, v) => {
    const off = Math.abs(u - 0.5);
    if (off < 0.022) return mix(b, [225, 235, 190], 0.45);
    const rib = Math.sin((v * 16 - off * 9) * Math.PI * 2) > 0.93 ? 0.25 : 0;
    return mix(a, b, 0.25 + 0.5 * fractalNoise(u, v, 3, 5, 3, 5) + rib);
  });
}

export function wicker(dark: string, light: string): Picture {
  const [a, b] = [rgb(dark), rgb(light)];
  return shaded(512, 512, (u, v) => {
    const [x, y] = [v * 16, u * 32];
    const over = (Math.floor(x) + Math.floor(y)) % 2 === 0;
    const round =
      Math.sin(Math.PI * (y % 1)) ** 0.7 * (over ? Math.sin(Math.PI * (x % 1)) ** 0.4 : 0.55);
    return mix(a, b, round * (0.75 + 0.25 * tileNoise(x * 2, Math.floor(y), 32, 32, 6)));
  });
}
