import {
  type BufferGeometry,
  CatmullRomCurve3,
  SphereGeometry,
  TubeGeometry,
  Vector3,
} from "three";

import { MeshWriter, type Triple } from "./mesh-writer.ts";

// Every shape is in metres, y up, z to the front, standing on y = 0 with its axis or middle at x = z = 0.
// Texture coordinates are metres too, unless the shape says "fitted" (then 0 to 1 once over its face).

function evenStops(low: number, high: number, step: number): number[] {
  const count = Math.max(1, Math.ceil((high - low) / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, i) =>
    i === count ? high : low + ((high - low) * i) / count,
  );
}

function bevelledStops(length: number, radius: number, step: number, segments: number): number[] {
  const half = length / 2;
  const flat = evenStops(-half + radius, half - radius, step);
  if (radius === 0) return flat;
  const bevel = Array.from(
    { length: segments },
    (_, i) => half - radius + radius * Math.tan((((i + 1) / segments) * Math.PI) / 4),
  );
  return [...bevel.map((value) => -value).reverse(), ...flat, ...bevel];
}

export type BoxOptions = { radius?: number; step?: number; segments?: number };

/** A box with rounded edges. The texture runs along the longer side of each face, as the grain of a board does. */
export function block(
  width: number,
  height: number,
  depth: number,
  { radius = 0, step = 0.16, segments = 2 }: BoxOptions = {},
): BufferGeometry {
  const size: Triple = [width, height, depth];
  const writer = new MeshWriter();
  for (const axis of [0, 1, 2] as const)
    for (const sign of [1, -1]) {
      const uAxis = ((axis + 1) % 3) as 0 | 1 | 2;
      const vAxis = ((axis + 2) % 3) as 0 | 1 | 2;
      const us = bevelledStops(size[uAxis], radius, step, segments);
      const vs = bevelledStops(size[vAxis], radius, step, segments);
      const alongU = size[uAxis] >= size[vAxis];
      const first = writer.positions.length / 3;
      for (const v of vs)
        for (const u of us) {
          const onCube: Triple = [0, 0, 0];
          onCube[axis] = (sign * size[axis]) / 2;
          onCube[uAxis] = u;
          onCube[vAxis] = v;
          const core = onCube.map((value, i) => {
            const limit = size[i]! / 2 - radius;
            return Math.max(-limit, Math.min(limit, value));
          }) as Triple;
          const out = onCube.map((value, i) => value - core[i]!) as Triple;
          const length = Math.hypot(...out);
          const normal: Triple = [0, 0, 0];
          if (length > 0) out.forEach((value, i) => (normal[i] = value / length));
          else normal[axis] = sign;
          const position = core.map((value, i) => value + normal[i]! * radius) as Triple;
          if (radius === 0) position[axis] = onCube[axis];
          position[1] += height / 2;
          writer.vertex(position, normal, alongU ? u : v, alongU ? v : u);
        }
      writer.grid(first, us.length, vs.length, sign < 0);
    }
  return writer.geometry();
}

/** A flat rectangle that faces +z, fitted texture; with a finite `step` it is a grid and its texture is in metres. */
export function sheet(width: number, height: number, step = Infinity): BufferGeometry {
  const writer = new MeshWriter();
  const xs = evenStops(-width / 2, width / 2, step);
  const ys = evenStops(0, height, step);
  const [scaleU, scaleV] = step === Infinity ? [1 / width, 1 / height] : [1, 1];
  for (const y of ys)
    for (const x of xs) writer.vertex([x, y, 0], [0, 0, 1], (x + width / 2) * scaleU, y * scaleV);
  writer.grid(0, xs.length, ys.length);
  return writer.geometry();
}

export type Hole = { left: number; right: number; low: number; high: number };

/** A grid that faces +z from x = `left` to `right` and y = 0 to `height`, without the cells of a hole; texture in metres. */
export function sheetWithHole(
  left: number,
  right: number,
  height: number,
  step: number,
  hole: Hole,
): BufferGeometry {
  const writer = new MeshWriter();
  const across = (stops: number[]) => [...new Set(stops)];
  const xs = across([
    ...evenStops(left, hole.left, step),
    ...evenStops(hole.left, hole.right, step),
    ...evenStops(hole.right, right, step),
  ]);
  const ys = across([
    ...evenStops(0, hole.low, step),
    ...evenStops(hole.low, hole.high, step),
    ...evenStops(hole.high, height, step),
  ]);
  for (const y of ys) for (const x of xs) writer.vertex([x, y, 0], [0, 0, 1], x, y);
  for (let row = 0; row + 1 < ys.length; row++)
    for (let column = 0; column + 1 < xs.length; column++) {
      const inside =
        xs[column]! >= hole.left &&
        xs[column + 1]! <= hole.right &&
        ys[row]! >= hole.low &&
        ys[row + 1]! <= hole.high;
      if (!inside) writer.cell(row * xs.length + column, xs.length);
    }
  return writer.withoutUnused();
}

/** A solid of revolution about y; its texture runs along the outline. Each piece is one smooth run of [radius, height]; pieces go round the outline with the solid on their left. */
export function lathe(pieces: [number, number][][], segments = 24): BufferGeometry {
  const writer = new MeshWriter();
  let along = 0;
  const widest = Math.max(...pieces.flat().map(([radius]) => radius));
  for (const piece of pieces) {
    const first = writer.positions.length / 3;
    piece.forEach(([radius, y], i) => {
      const [beforeRadius, beforeY] = piece[Math.max(0, i - 1)]!;
      const [afterRadius, afterY] = piece[Math.min(piece.length - 1, i + 1)]!;
      const slope = Math.hypot(afterRadius - beforeRadius, afterY - beforeY) || 1;
      const normalRadius = (afterY - beforeY) / slope;
      const normalY = -(afterRadius - beforeRadius) / slope;
      along += i === 0 ? 0 : Math.hypot(radius - beforeRadius, y - beforeY);
      for (let k = 0; k <= segments; k++) {
        const angle = (2 * Math.PI * (k % segments)) / segments;
        const [s, c] = [Math.sin(angle), Math.cos(angle)];
        writer.vertex(
          [radius * s, y, radius * c],
          [normalRadius * s, normalY, normalRadius * c],
          along,
          (k / segments) * 2 * Math.PI * widest,
        );
      }
    });
    writer.grid(first, segments + 1, piece.length);
  }
  return writer.geometry();
}

/** A round bar, wider at the bottom when `topRadius` is smaller. */
export function bar(
  radius: number,
  height: number,
  topRadius = radius,
  segments = 14,
): BufferGeometry {
  const side = evenStops(0, 1, 0.14 / height).map((t): [number, number] => [
    radius + (topRadius - radius) * t,
    height * t,
  ]);
  return lathe(
    [
      [
        [0, 0],
        [radius, 0],
      ],
      side,
      [
        [topRadius, height],
        [0, height],
      ],
    ],
    segments,
  );
}

export function ball(radius: number, segments = 16): BufferGeometry {
  return new SphereGeometry(radius, segments, Math.max(6, Math.round(segments * 0.7))).translate(
    0,
    radius,
    0,
  );
}

/** A tube through the points. */
export function hose(
  points: Triple[],
  radius: number,
  tubularSegments = 20,
  radialSegments = 8,
  closed = false,
): BufferGeometry {
  const curve = new CatmullRomCurve3(
    points.map((point) => new Vector3(...point)),
    closed,
  );
  return new TubeGeometry(curve, tubularSegments, radius, radialSegments, closed);
}

/** A stuffed square of cloth lying flat: thick in the middle, pinched at the seam. */
export function pillow(width: number, height: number, depth: number, cells = 12): BufferGeometry {
  const writer = new MeshWriter();
  const stops = Array.from({ length: cells + 1 }, (_, i) => -Math.cos((Math.PI * i) / cells));
  const at = (u: number, v: number, side: number): Vector3 => {
    const bulge = Math.sqrt(Math.max(0, (1 - u ** 4) * (1 - v ** 4)));
    const pinch = 1 - 0.06 * (1 - Math.abs(u)) * v * v - 0.06 * (1 - Math.abs(v)) * u * u;
    return new Vector3(
      (u * pinch * width) / 2,
      height / 2 + (side * bulge * height) / 2,
      (v * pinch * depth) / 2,
    );
  };
  for (const side of [1, -1]) {
    const first = writer.positions.length / 3;
    for (const v of stops)
      for (const u of stops) {
        const h = 1e-3;
        const du = at(Math.min(1, u + h), v, side).sub(at(Math.max(-1, u - h), v, side));
        const dv = at(u, Math.min(1, v + h), side).sub(at(u, Math.max(-1, v - h), side));
        const normal = dv.cross(du).multiplyScalar(side);
        if (normal.lengthSq() < 1e-14) normal.set(u, side * 0.2, v);
        normal.normalize();
        const point = at(u, v, side);
        writer.vertex(
          [point.x, point.y, point.z],
          [normal.x, normal.y, normal.z],
          point.x,
          point.z,
        );
      }
    writer.grid(first, stops.length, stops.length, side > 0);
  }
  return writer.geometry();
}

/** A leaf that starts at the origin, leaves it at `lift` radians above the horizon towards +z and droops by `droop` radians; fitted texture. */
export function leaf(
  length: number,
  width: number,
  lift: number,
  droop: number,
  fold = 0.25,
): BufferGeometry {
  const writer = new MeshWriter();
  const rows = 7;
  let y = 0;
  let z = 0;
  for (let row = 0; row <= rows; row++) {
    const t = row / rows;
    const angle = lift - droop * t;
    const half = (width / 2) * Math.sin(Math.PI * Math.min(0.985, 0.04 + t * 0.96) ** 0.8);
    const normal: Triple = [0, Math.cos(angle), -Math.sin(angle)];
    for (const side of [-1, 0, 1]) {
      const rise = Math.abs(side) * half * fold;
      const tilt = -side * fold;
      const scale = 1 / Math.hypot(1, tilt);
      writer.vertex(
        [side * half, y + normal[1] * rise, z + normal[2] * rise],
        [tilt * scale, normal[1] * scale, normal[2] * scale],
        0.5 + side / 2,
        t,
      );
    }
    y += (Math.sin(angle) * length) / rows;
    z += (Math.cos(angle) * length) / rows;
  }
  writer.grid(0, 3, rows + 1, true);
  return writer.geometry();
}

/** A hanging cloth with folds, facing +z. */
export function drape(width: number, height: number, folds: number, depth: number): BufferGeometry {
  const writer = new MeshWriter();
  const columns = folds * 8 + 1;
  const rows = 12;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const u = column / (columns - 1);
      const y = (height * row) / (rows - 1);
      const phase = 2 * Math.PI * folds * u + 0.5 * Math.sin(9 * u);
      const sway = depth * (0.75 + 0.25 * Math.sin(5 * u + (2 * y) / height));
      const slope = (-sway * 2 * Math.PI * folds * Math.sin(phase)) / (2 * width);
      const scale = 1 / Math.hypot(1, slope);
      writer.vertex(
        [(u - 0.5) * width, y, (sway / 2) * Math.cos(phase)],
        [-slope * scale, 0, scale],
        u * width * 1.6,
        y,
      );
    }
  writer.grid(0, columns, rows);
  return writer.geometry();
}
