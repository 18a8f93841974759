import { interleave, levelsInWord } from "./morton.ts";
import type { PointGrid } from "./point-grid.ts";

/**
 * Points of a grid, each in another cell, in Morton order. `high` and `low`: the interleaved upper and
 * lower ten bits of the cell's coordinates. `colors`: red + 256 green + 65536 blue.
 */
export type SortedPoints = {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly colors: Uint32Array;
};

const digitBits = 10;
const digits = 1 << digitBits;
const wordBits = 30;

/** Lower word, upper word and colour of each point. */
type Columns = readonly [Uint32Array, Uint32Array, Uint32Array];

/** Collects points into the cells of a grid, in 12 bytes each (24 while they are being sorted). */
export class PointKeys {
  readonly #grid: PointGrid;
  #count = 0;
  #high: Uint32Array;
  #low: Uint32Array;
  #colors: Uint32Array;

  /** Makes room for `capacity` points. */
  constructor(grid: PointGrid, capacity: number) {
    this.#grid = grid;
    this.#high = new Uint32Array(capacity);
    this.#low = new Uint32Array(capacity);
    this.#colors = new Uint32Array(capacity);
  }

  /**
   * Adds a point (world, metres) with its colour (0 to 255 each). A point outside the grid goes to the
   * nearest cell of its border. Points beyond the capacity are left out.
   */
  add(x: number, y: number, z: number, red: number, green: number, blue: number): void {
    const cellX = this.#cell(x, 0);
    const cellY = this.#cell(y, 1);
    const cellZ = this.#cell(z, 2);
    this.#high[this.#count] = interleave(
      cellX >>> levelsInWord,
      cellY >>> levelsInWord,
      cellZ >>> levelsInWord,
    );
    this.#low[this.#count] = interleave(cellX, cellY, cellZ);
    this.#colors[this.#count] = (red | (green << 8) | (blue << 16)) >>> 0;
    if (this.#count < this.#high.length) this.#count++;
  }

  /**
   * The points in Morton order. Of several in one cell the one that was added first stays: they are closer
   * together than the grid can tell. Call it once; it takes the collected points over.
   */
  sorted(): SortedPoints {
    let from: Columns = [this.#low, this.#high, this.#colors];
    let to: Columns = [
      new Uint32Array(this.#count),
      new Uint32Array(this.#count),
      new Uint32Array(this.#count),
    ];
    for (const word of [0, 1] as const)
      for (let shift = 0; shift < wordBits; shift += digitBits)
        if (sortByDigit(from, to, this.#count, word, shift)) [from, to] = [to, from];
    const [low, high, colors] = from;
    let kept = 0;
    for (let i = 0; i < this.#count; i++) {
      if (kept > 0 && high[i] === high[kept - 1] && low[i] === low[kept - 1]) continue;
      high[kept] = high[i]!;
      low[kept] = low[i]!;
      colors[kept++] = colors[i]!;
    }
    return {
      high: high.subarray(0, kept),
      low: low.subarray(0, kept),
      colors: colors.subarray(0, kept),
    };
  }

  #cell(value: number, axis: 0 | 1 | 2): number {
    const { origin, stepMeters, bits } = this.#grid;
    const cell = Math.floor((value - origin[axis]) / stepMeters);
    return Math.min(Math.max(cell, 0), 2 ** bits - 1);
  }
}

/** One stable pass of a radix sort over three columns. False, and nothing done, when all share the digit. */
function sortByDigit(
  from: Columns,
  to: Columns,
  count: number,
  word: 0 | 1,
  shift: number,
): boolean {
  const key = from[word];
  const places = new Uint32Array(digits);
  for (let i = 0; i < count; i++) places[(key[i]! >>> shift) & (digits - 1)]!++;
  if (places.includes(count)) return false;
  let place = 0;
  for (let digit = 0; digit < digits; digit++) {
    const size = places[digit]!;
    places[digit] = place;
    place += size;
  }
  const [fromLow, fromHigh, fromColors] = from;
  const [toLow, toHigh, toColors] = to;
  for (let i = 0; i < count; i++) {
    const at = places[(key[i]! >>> shift) & (digits - 1)]!++;
    toLow[at] = fromLow[i]!;
    toHigh[at] = fromHigh[i]!;
    toColors[at] = fromColors[i]!;
  }
  return true;
}
