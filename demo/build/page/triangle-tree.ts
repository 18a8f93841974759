/** Triangles as nine numbers each: corner, then the two edges that leave it. */
export type TriangleSoup = { count: number; corners: Float32Array };

/** What a ray met; `triangle` is -1 for nothing. */
export type Hit = { triangle: number; distance: number; u: number; v: number; fromBehind: boolean };

const BINS = 12;
const LEAF_TRIANGLES = 4;

/** A bounding-volume hierarchy split by the surface-area rule. */
export class TriangleTree {
  readonly #soup: TriangleSoup;
  readonly #order: Int32Array;
  readonly #bounds: Float32Array;
  /** For an inner node the index of its right child (the left one follows it), for a leaf -1 - its first triangle. */
  readonly #link: Int32Array;
  readonly #size: Int32Array;
  readonly #stack = new Int32Array(96);
  #nodes = 0;

  constructor(soup: TriangleSoup) {
    this.#soup = soup;
    this.#order = Int32Array.from({ length: soup.count }, (_, i) => i);
    const room = 2 * soup.count + 1;
    this.#bounds = new Float32Array(room * 6);
    this.#link = new Int32Array(room);
    this.#size = new Int32Array(room);
    const boxes = new Float32Array(soup.count * 6);
    for (let i = 0; i < soup.count; i++)
      for (let axis = 0; axis < 3; axis++) {
        const a = soup.corners[9 * i + axis]!;
        const b = a + soup.corners[9 * i + 3 + axis]!;
        const c = a + soup.corners[9 * i + 6 + axis]!;
        boxes[6 * i + axis] = Math.min(a, b, c);
        boxes[6 * i + 3 + axis] = Math.max(a, b, c);
      }
    this.#build(0, soup.count, boxes);
  }

  #build(first: number, end: number, boxes: Float32Array): void {
    const node = this.#nodes++;
    const order = this.#order;
    const bounds = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
    const middles = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
    for (let i = first; i < end; i++) {
      const box = 6 * order[i]!;
      for (let axis = 0; axis < 3; axis++) {
        const [low, high] = [boxes[box + axis]!, boxes[box + 3 + axis]!];
        if (low < bounds[axis]!) bounds[axis] = low;
        if (high > bounds[axis + 3]!) bounds[axis + 3] = high;
        const middle = low + high;
        if (middle < middles[axis]!) middles[axis] = middle;
        if (middle > middles[axis + 3]!) middles[axis + 3] = middle;
      }
    }
    this.#bounds.set(bounds, 6 * node);
    const split = end - first > LEAF_TRIANGLES ? this.#split(first, end, boxes, middles) : -1;
    if (split < 0) {
      this.#link[node] = -1 - first;
      this.#size[node] = end - first;
      return;
    }
    this.#build(first, split, boxes);
    this.#link[node] = this.#nodes;
    this.#build(split, end, boxes);
  }

  /** Reorders the triangles so that the two children lie before and after the returned place; -1 when no split pays. */
  #split(first: number, end: number, boxes: Float32Array, middles: number[]): number {
    const order = this.#order;
    let best = { cost: Infinity, axis: -1, bin: 0 };
    const counts = new Int32Array(BINS);
    const binBoxes = new Float32Array(BINS * 6);
    for (let axis = 0; axis < 3; axis++) {
      const low = middles[axis]!;
      const extent = middles[axis + 3]! - low;
      if (extent < 1e-9) continue;
      counts.fill(0);
      for (let bin = 0; bin < BINS; bin++)
        binBoxes.set([Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity], 6 * bin);
      for (let i = first; i < end; i++) {
        const box = 6 * order[i]!;
        const bin = binOf(boxes[box + axis]! + boxes[box + 3 + axis]!, low, extent);
        counts[bin]!++;
        grow(binBoxes, 6 * bin, boxes, box);
      }
      const left = new Float32Array(6);
      const costs = new Float64Array(BINS);
      for (const forward of [true, false]) {
        left.set([Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity]);
        let count = 0;
        for (let k = 0; k < BINS - 1; k++) {
          const bin = forward ? k : BINS - 1 - k;
          count += counts[bin]!;
          grow(left, 0, binBoxes, 6 * bin);
          costs[forward ? k : BINS - 2 - k]! += count === 0 ? Infinity : count * halfArea(left);
        }
      }
      for (let bin = 0; bin < BINS - 1; bin++)
        if (costs[bin]! < best.cost) best = { cost: costs[bin]!, axis, bin };
    }
    if (best.axis < 0) return -1;
    const low = middles[best.axis]!;
    const extent = middles[best.axis + 3]! - low;
    let place = first;
    for (let i = first; i < end; i++) {
      const box = 6 * order[i]!;
      if (binOf(boxes[box + best.axis]! + boxes[box + 3 + best.axis]!, low, extent) <= best.bin) {
        [order[place], order[i]] = [order[i]!, order[place]!];
        place++;
      }
    }
    return place === first || place === end ? -1 : place;
  }

  /** Calls `visit` for every triangle that the ray crosses before the distance `visit` last returned; stops when it returns 0. */
  #walk(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    far: number,
    visit: Visit,
  ): void {
    const bounds = this.#bounds;
    const stack = this.#stack;
    const corners = this.#soup.corners;
    const [ix, iy, iz] = [1 / dx, 1 / dy, 1 / dz];
    let limit = far;
    let top = 0;
    stack[top++] = 0;
    while (top > 0) {
      const node = stack[--top]!;
      const b = 6 * node;
      const x1 = (bounds[b]! - ox) * ix;
      const x2 = (bounds[b + 3]! - ox) * ix;
      const y1 = (bounds[b + 1]! - oy) * iy;
      const y2 = (bounds[b + 4]! - oy) * iy;
      const z1 = (bounds[b + 2]! - oz) * iz;
      const z2 = (bounds[b + 5]! - oz) * iz;
      const near = Math.max(Math.min(x1, x2), Math.min(y1, y2), Math.min(z1, z2), 0);
      const exit = Math.min(Math.max(x1, x2), Math.max(y1, y2), Math.max(z1, z2), limit);
      if (near > exit) continue;
      const link = this.#link[node]!;
      if (link >= 0) {
        stack[top++] = link;
        stack[top++] = node + 1;
        continue;
      }
      const first = -1 - link;
      for (let i = first; i < first + this.#size[node]!; i++) {
        const triangle = this.#order[i]!;
        const c = 9 * triangle;
        const e1x = corners[c + 3]!;
        const e1y = corners[c + 4]!;
        const e1z = corners[c + 5]!;
        const e2x = corners[c + 6]!;
        const e2y = corners[c + 7]!;
        const e2z = corners[c + 8]!;
        const px = dy * e2z - dz * e2y;
        const py = dz * e2x - dx * e2z;
        const pz = dx * e2y - dy * e2x;
        const determinant = e1x * px + e1y * py + e1z * pz;
        if (determinant > -1e-12 && determinant < 1e-12) continue;
        const inverse = 1 / determinant;
        const sx = ox - corners[c]!;
        const sy = oy - corners[c + 1]!;
        const sz = oz - corners[c + 2]!;
        const u = (sx * px + sy * py + sz * pz) * inverse;
        if (u < 0 || u > 1) continue;
        const qx = sy * e1z - sz * e1y;
        const qy = sz * e1x - sx * e1z;
        const qz = sx * e1y - sy * e1x;
        const v = (dx * qx + dy * qy + dz * qz) * inverse;
        if (v < 0 || u + v > 1) continue;
        const distance = (e2x * qx + e2y * qy + e2z * qz) * inverse;
        if (distance <= 1e-5 || distance >= limit) continue;
        limit = visit(triangle, distance, u, v, determinant < 0);
        if (limit === 0) return;
      }
    }
  }

  readonly #hit: Hit = { triangle: -1, distance: Infinity, u: 0, v: 0, fromBehind: false };
  #limit = 0;
  #clear = 1;
  #clarity: Float32Array = new Float32Array();

  readonly #keepNearest: Visit = (triangle, distance, u, v, fromBehind) => {
    const hit = this.#hit;
    hit.triangle = triangle;
    hit.distance = distance;
    hit.u = u;
    hit.v = v;
    hit.fromBehind = fromBehind;
    return distance;
  };

  readonly #keepDimming: Visit = (triangle) => {
    this.#clear *= this.#clarity[triangle]!;
    return this.#clear === 0 ? 0 : this.#limit;
  };

  /** The nearest hit; the returned object is reused by the next call. */
  nearest(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    far: number,
  ): Hit {
    this.#hit.triangle = -1;
    this.#walk(ox, oy, oz, dx, dy, dz, far, this.#keepNearest);
    return this.#hit;
  }

  /** The share of light that gets through, given what each triangle lets pass (0 for a solid one). */
  transmission(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    far: number,
    clarity: Float32Array,
  ): number {
    this.#clear = 1;
    this.#limit = far;
    this.#clarity = clarity;
    this.#walk(ox, oy, oz, dx, dy, dz, far, this.#keepDimming);
    return this.#clear;
  }
}

type Visit = (
  triangle: number,
  distance: number,
  u: number,
  v: number,
  fromBehind: boolean,
) => number;

function binOf(middle: number, low: number, extent: number): number {
  return Math.min(BINS - 1, Math.floor(((middle - low) / extent) * BINS));
}

function grow(target: Float32Array, at: number, source: Float32Array, from: number): void {
  for (let axis = 0; axis < 3; axis++) {
    if (source[from + axis]! < target[at + axis]!) target[at + axis] = source[from + axis]!;
    if (source[from + 3 + axis]! > target[at + 3 + axis]!)
      target[at + 3 + axis] = source[from + 3 + axis]!;
  }
}

function halfArea(box: Float32Array): number {
  const [x, y, z] = [box[3]! - box[0]!, box[4]! - box[1]!, box[5]! - box[2]!];
  return x * y + y * z + z * x;
}
