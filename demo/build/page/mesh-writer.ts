import { BufferGeometry, Float32BufferAttribute } from "three";

export type Triple = [number, number, number];

/** Collects vertices and triangles of one shape. */
export class MeshWriter {
  readonly positions: number[] = [];
  readonly normals: number[] = [];
  readonly uvs: number[] = [];
  readonly indices: number[] = [];

  vertex(position: Triple, normal: Triple, u: number, v: number): number {
    this.positions.push(...position);
    this.normals.push(...normal);
    this.uvs.push(u, v);
    return this.positions.length / 3 - 1;
  }

  /** Joins a row-major grid of already written vertices; seen from the front, rows go up and columns go right. */
  grid(first: number, columns: number, rows: number, flipped = false): void {
    for (let row = 0; row + 1 < rows; row++)
      for (let column = 0; column + 1 < columns; column++) {
        const a = first + row * columns + column;
        const [b, c, d] = [a + 1, a + columns + 1, a + columns];
        if (flipped) this.indices.push(a, c, b, a, d, c);
        else this.indices.push(a, b, c, a, c, d);
      }
  }

  /** One cell of a row-major grid, given its lower left vertex. */
  cell(corner: number, columns: number): void {
    this.indices.push(
      corner,
      corner + 1,
      corner + columns + 1,
      corner,
      corner + columns + 1,
      corner + columns,
    );
  }

  /** The geometry without vertices that no triangle uses. */
  withoutUnused(): BufferGeometry {
    const compact = new MeshWriter();
    const place = new Map<number, number>();
    for (const index of this.indices) {
      if (!place.has(index)) {
        const [p, n] = [this.positions, this.normals].map(
          (list) => list.slice(3 * index, 3 * index + 3) as Triple,
        );
        place.set(index, compact.vertex(p!, n!, this.uvs[2 * index]!, this.uvs[2 * index + 1]!));
      }
      compact.indices.push(place.get(index)!);
    }
    return compact.geometry();
  }

  geometry(): BufferGeometry {
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new Float32BufferAttribute(this.positions, 3));
    geometry.setAttribute("normal", new Float32BufferAttribute(this.normals, 3));
    geometry.setAttribute("uv", new Float32BufferAttribute(this.uvs, 2));
    geometry.setIndex(this.indices);
    return geometry;
  }
}
