import { deinterleave, levelsInWord } from "./morton.ts";
import type { PointGrid } from "./point-grid.ts";
import { gridBitsMax } from "./point-grid.ts";
import type { SortedPoints } from "./point-keys.ts";
import { droppedBits, tileColumns, tilePointBytes } from "./point-tile-bytes.ts";
import type { PointTile } from "./point-tile-index.ts";
import { tilePointsMax } from "./point-tile-index.ts";

/** A tile before it is compressed and stored. */
export type PlainPointTile = Omit<PointTile, "bytes" | "hash"> & { readonly data: ArrayBuffer };

/** A stretch of the sorted points that share a cube, of which `parent` and its ancestors took the levels up to `taken`. */
type Branch = { depth: number; start: number; end: number; taken: number; parent: number | null };

/**
 * Divides points among the cubes of an octree, so that each is in exactly one tile and a tile refines its
 * ancestors. Halving the grid's cube again and again, the first point of every occupied cell in Morton
 * order stands for the cell; the level at which a point first does so is its own. It follows from how far
 * its key agrees with the key before it. The points of the levels up to L are one for each occupied cell
 * of level L: a well spaced subset. A tile takes the levels that its ancestors left, as many whole ones as
 * `pointsMax` allows; what remains goes to the eight cubes below. Cubes that could take no level get no
 * tile. Parents come before their children. No points give no tile. Takes time in proportion to points
 * times depth.
 */
export function* buildPointTiles(
  grid: PointGrid,
  points: SortedPoints,
  pointsMax: number = tilePointsMax,
): Generator<PlainPointTile> {
  const levels = levelsOf(grid, points);
  let made = 0;
  const waiting: Branch[] = [{ depth: 0, start: 0, end: levels.length, taken: -1, parent: null }];
  for (let branch = waiting.pop(); branch; branch = waiting.pop()) {
    const { level, own, left } = chooseLevel(levels, branch, pointsMax);
    let { parent } = branch;
    if (own > 0) {
      yield plainTile(grid, points, levels, branch, level, own);
      parent = made++;
    }
    if (left === 0) continue;
    const children = splitBranch(grid, points, branch);
    // The last is taken up first.
    for (const child of children.toReversed()) waiting.push({ ...child, taken: level, parent });
  }
}

/** The level of each point: 0 for the first of all, else how many halvings tell it from the one before. */
function levelsOf(grid: PointGrid, { high, low }: SortedPoints): Uint8Array {
  const levels = new Uint8Array(high.length);
  const unused = gridBitsMax - grid.bits;
  for (let i = 1; i < levels.length; i++) {
    const upper = high[i]! ^ high[i - 1]!;
    const level = upper !== 0 ? topTriple(upper) : levelsInWord + topTriple(low[i]! ^ low[i - 1]!);
    levels[i] = level - unused;
  }
  return levels;
}

/** The number, from 1, of the first of ten triples of bits that is not zero. */
function topTriple(word: number): number {
  return Math.floor((Math.clz32(word) - 2) / 3) + 1;
}

/** The last level that fits, how many points of the branch it and those before it add, and how many are left. */
function chooseLevel(
  levels: Uint8Array,
  { start, end, taken }: Branch,
  pointsMax: number,
): { level: number; own: number; left: number } {
  const counts = new Uint32Array(gridBitsMax + 1);
  for (let i = start; i < end; i++) counts[levels[i]!]!++;
  let left = 0;
  for (let level = taken + 1; level <= gridBitsMax; level++) left += counts[level]!;
  let [level, own] = [taken, 0];
  while (level < gridBitsMax && own + counts[level + 1]! <= pointsMax) {
    level++;
    own += counts[level]!;
    left -= counts[level]!;
  }
  return { level, own, left };
}

function plainTile(
  grid: PointGrid,
  { high, low, colors }: SortedPoints,
  levels: Uint8Array,
  { depth, start, end, taken, parent }: Branch,
  level: number,
  count: number,
): PlainPointTile {
  const data = new ArrayBuffer(count * tilePointBytes);
  const columns = tileColumns(data, count);
  const dropped = droppedBits(grid, depth);
  const within = 2 ** (grid.bits - depth) - 1;
  let at = 0;
  for (let i = start; i < end; i++) {
    if (levels[i]! <= taken || levels[i]! > level) continue;
    for (const axis of [0, 1, 2] as const) {
      const coordinate = coordinateOf(high[i]!, low[i]!, axis);
      columns.positions[4 * at + axis] = (coordinate & within) >>> dropped;
      columns.colors[4 * at + axis] = (colors[i]! >>> (8 * axis)) & 255;
    }
    columns.colors[4 * at + 3] = 255;
    at++;
  }
  const cellOf = (axis: 0 | 1 | 2) =>
    coordinateOf(high[start]!, low[start]!, axis) >>> (grid.bits - depth);
  return {
    depth,
    cell: [cellOf(0), cellOf(1), cellOf(2)],
    parent,
    spacingMeters: grid.stepMeters * 2 ** Math.max(0, grid.bits - level),
    count,
    data,
  };
}

/** The occupied ones of the eight cubes below, in Morton order. */
function splitBranch(
  grid: PointGrid,
  { high, low }: SortedPoints,
  { depth, start, end }: Branch,
): Pick<Branch, "depth" | "start" | "end">[] {
  const below = gridBitsMax - grid.bits + depth;
  const word = below < levelsInWord ? high : low;
  const shift = 3 * (levelsInWord - 1 - (below % levelsInWord));
  const children = [];
  for (let from = start; from < end;) {
    const octant = (word[from]! >>> shift) & 7;
    // Sorted: the points of a cube lie together, so its end is found by halving.
    let [inside, outside] = [from, end];
    while (outside - inside > 1) {
      const middle = (inside + outside) >>> 1;
      if (((word[middle]! >>> shift) & 7) === octant) inside = middle;
      else outside = middle;
    }
    children.push({ depth: depth + 1, start: from, end: outside });
    from = outside;
  }
  return children;
}

function coordinateOf(high: number, low: number, axis: 0 | 1 | 2): number {
  return (deinterleave(high, axis) << levelsInWord) | deinterleave(low, axis);
}
