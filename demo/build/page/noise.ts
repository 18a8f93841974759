function latticeHash(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(seed, 2246822519);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Value noise in [0, 1] that repeats after `periodX` by `periodY` cells, so that textures tile without a seam. */
export function tileNoise(
  x: number,
  y: number,
  periodX: number,
  periodY: number,
  seed: number,
): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const wrap = (value: number, period: number) => ((value % period) + period) % period;
  const xa = wrap(x0, periodX);
  const xb = wrap(x0 + 1, periodX);
  const ya = wrap(y0, periodY);
  const yb = wrap(y0 + 1, periodY);
  const fx = x - x0;
  const fy = y - y0;
  const sx = fx * fx * (3 - 2 * fx);
  const sy = fy * fy * (3 - 2 * fy);
  const low = latticeHash(xa, ya, seed) * (1 - sx) + latticeHash(xb, ya, seed) * sx;
  const high = latticeHash(xa, yb, seed) * (1 - sx) + latticeHash(xb, yb, seed) * sx;
  return low * (1 - sy) + high * sy;
}

/** Octaves of `tileNoise` over the unit square: `cellsX` by `cellsY` cells in the first, twice as many in each next one. */
export function fractalNoise(
  u: number,
  v: number,
  cellsX: number,
  cellsY: number,
  octaves: number,
  seed: number,
): number {
  let sum = 0;
  let weight = 0;
  for (let octave = 0; octave < octaves; octave++) {
    const scale = 2 ** octave;
    const amplitude = 0.55 ** octave;
    sum +=
      amplitude *
      tileNoise(
        u * cellsX * scale,
        v * cellsY * scale,
        cellsX * scale,
        cellsY * scale,
        seed + octave,
      );
    weight += amplitude;
  }
  return sum / weight;
}
