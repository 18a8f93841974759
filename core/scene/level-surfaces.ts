import type { Mesh } from "./mesh.ts";

/** A connected level piece of a scan's surface on which things can stand: height (world z), area, and its bounds along the world's x and y; metres. */
export type LevelSurface = {
  readonly heightMeters: number;
  readonly areaSquareMeters: number;
  readonly bounds: {
    readonly min: readonly [number, number];
    readonly max: readonly [number, number];
  };
};

/** Least cosine between a level face's normal and the vertical: 20 degrees, which leaves noise its room. */
const levelCosine = Math.cos((20 * Math.PI) / 180);
const areaMinSquareMeters = 0.1;
const binMeters = 0.02;
/** A floor has at least this share of the area of the widest height. */
const floorShareMin = 0.2;

/**
 * The level surfaces of a mesh that face up and measure at least 0.1 square metres, largest first: floor,
 * table tops, seats, shelves. Faces belong together when they share a vertex. The height is the mean over
 * the area. Which way round the faces' corners run differs from scan to scan, so up is the way that the
 * floor faces. None for a point scan.
 */
export function levelSurfaces(mesh: Mesh): LevelSurface[] {
  const floor = findFloor(mesh);
  if (!floor) return [];
  const parents = Int32Array.from({ length: mesh.positions.length / 3 }, (_, vertex) => vertex);
  const rootOf = (vertex: number) => {
    while (parents[vertex] !== vertex) {
      // Halving the way on the go keeps all ways short.
      parents[vertex] = parents[parents[vertex]!]!;
      vertex = parents[vertex]!;
    }
    return vertex;
  };
  forEachLevelFace(mesh, (face, area) => {
    if (area > 0 !== floor.isFacing) return;
    const root = rootOf(mesh.faces[face]!);
    for (let corner = 1; corner < 3; corner++) parents[rootOf(mesh.faces[face + corner]!)] = root;
  });
  const pieces = new Map<
    number,
    { area: number; moment: number; min: [number, number]; max: [number, number] }
  >();
  forEachLevelFace(mesh, (face, signedArea, height) => {
    if (signedArea > 0 !== floor.isFacing) return;
    const area = Math.abs(signedArea);
    const root = rootOf(mesh.faces[face]!);
    let piece = pieces.get(root);
    if (!piece) {
      piece = { area: 0, moment: 0, min: [Infinity, Infinity], max: [-Infinity, -Infinity] };
      pieces.set(root, piece);
    }
    piece.area += area;
    piece.moment += area * height;
    for (let corner = 0; corner < 3; corner++) {
      const at = 3 * mesh.faces[face + corner]!;
      for (const axis of [0, 1] as const) {
        piece.min[axis] = Math.min(piece.min[axis], mesh.positions[at + axis]!);
        piece.max[axis] = Math.max(piece.max[axis], mesh.positions[at + axis]!);
      }
    }
  });
  return [...pieces.values()]
    .filter(({ area }) => area >= areaMinSquareMeters)
    .toSorted((a, b) => b.area - a.area)
    .map(({ area, moment, min, max }) => ({
      heightMeters: moment / area,
      areaSquareMeters: area,
      bounds: { min, max },
    }));
}

/**
 * The height of a scan's floor (world z, metres): of the heights at which the mesh has much level surface,
 * at least 0.2 of the most, the lowest. So neither what a scanner sees below the floor nor a wide table or
 * ceiling moves it. Heights are counted in steps of 2 cm, three steps together. Null without level faces.
 */
export function floorHeight(mesh: Mesh): number | null {
  return findFloor(mesh)?.height ?? null;
}

/** The floor's height, and whether the corners of its faces run counterclockwise seen from above. */
function findFloor(mesh: Mesh): { height: number; isFacing: boolean } | null {
  const bins = new Map<number, { area: number; facing: number; moment: number }>();
  forEachLevelFace(mesh, (_face, signedArea, height) => {
    const step = Math.floor(height / binMeters);
    let bin = bins.get(step);
    if (!bin) bins.set(step, (bin = { area: 0, facing: 0, moment: 0 }));
    bin.area += Math.abs(signedArea);
    bin.facing += signedArea;
    bin.moment += Math.abs(signedArea) * height;
  });
  const windows = [...bins.keys()].map((middle) => {
    const near = [middle - 1, middle, middle + 1].flatMap((bin) => bins.get(bin) ?? []);
    const sum = (part: "area" | "facing" | "moment") =>
      near.reduce((total, bin) => total + bin[part], 0);
    const area = sum("area");
    return { area, isFacing: sum("facing") > 0, height: sum("moment") / area };
  });
  const most = windows.reduce((largest, { area }) => Math.max(largest, area), 0);
  const [lowest] = windows
    .filter(({ area }) => area >= floorShareMin * most)
    .toSorted((a, b) => a.height - b.height);
  if (!lowest) return null;
  // The first window that is large enough may only touch the floor: of those around it, the fullest.
  return windows
    .filter(({ height }) => Math.abs(height - lowest.height) <= 2 * binMeters)
    .reduce((best, window) => (window.area > best.area ? window : best), lowest);
}

/** Calls back with the place of each level face's first corner in `faces`, its area (negative when its corners run clockwise seen from above) and its mean height. */
function forEachLevelFace(
  { positions, faces }: Mesh,
  visit: (face: number, signedArea: number, height: number) => void,
): void {
  for (let face = 0; face + 2 < faces.length; face += 3) {
    const a = 3 * faces[face]!;
    const b = 3 * faces[face + 1]!;
    const c = 3 * faces[face + 2]!;
    const abx = positions[b]! - positions[a]!;
    const aby = positions[b + 1]! - positions[a + 1]!;
    const abz = positions[b + 2]! - positions[a + 2]!;
    const acx = positions[c]! - positions[a]!;
    const acy = positions[c + 1]! - positions[a + 1]!;
    const acz = positions[c + 2]! - positions[a + 2]!;
    const nz = abx * acy - aby * acx;
    const twiceArea = Math.hypot(aby * acz - abz * acy, abz * acx - abx * acz, nz);
    if (nz === 0 || !(Math.abs(nz) >= levelCosine * twiceArea) || twiceArea === Infinity) continue;
    visit(
      face,
      (Math.sign(nz) * twiceArea) / 2,
      (positions[a + 2]! + positions[b + 2]! + positions[c + 2]!) / 3,
    );
  }
}
