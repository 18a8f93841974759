import type { Mesh } from "#core/scene/mesh.ts";
import { AppError } from "../errors.ts";
import type { PlyElement, PlyNumber, PlyProperty } from "./ply-header.ts";

/** What a vertex without a colour is shown in. */
export const plainGray = 170;

/** Most triangles that are made room for before they are seen. */
const facesAtFirst = 1 << 22;

/** Rows of one length that are taken from their bytes without being looked at one by one. */
type BulkRows = {
  rowBytes: number;
  /** Takes up to so many rows that lie there in a row, and returns how many it took: it stops before one of another form. */
  take(view: DataView, at: number, rows: number): number;
};

/** Collects the rows of a PLY file into a mesh. Polygons become fans of triangles. */
export class MeshBuilder {
  readonly #positions: Float32Array;
  readonly #colors: Uint8Array;
  readonly #columns: { position: number[]; color: number[] | null; corners: PlyElement | null };
  readonly #facesExpected: number;
  #faces = new Uint32Array(0);
  #vertexCount = 0;
  #cornerCount = 0;

  constructor(elements: readonly PlyElement[]) {
    const vertex = elements.find((element) => element.name === "vertex");
    if (!vertex) throw new AppError("INVALID", "the file has no vertices");
    if (vertex.properties.some((property) => property.count))
      throw new AppError("INVALID", "vertices with list properties are not supported");
    const columns = (names: string[]) =>
      names.map((name) => vertex.properties.findIndex((property) => property.name === name));
    const position = columns(["x", "y", "z"]);
    if (position.includes(-1)) throw new AppError("INVALID", "the vertices have no x, y and z");
    const color = columns(["red", "green", "blue"]);
    const face = elements.find((element) => element.name === "face") ?? null;
    this.#columns = { position, color: color.includes(-1) ? null : color, corners: face };
    this.#facesExpected = Math.min(Math.max(face?.count ?? 0, 1), facesAtFirst);
    this.#positions = new Float32Array(vertex.count * 3);
    this.#colors = new Uint8Array(vertex.count * 3);
  }

  /** How the rows of an element as meshes usually have it can be taken in bulk; null for others. */
  bulkRows({ name, properties }: PlyElement): BulkRows | null {
    if (name === "vertex") return this.#bulkVertices(properties);
    const [only] = properties;
    return name === "face" && properties.length === 1 && only!.count && isCorners(only!)
      ? this.#bulkTriangles(only!.count, only!.value)
      : null;
  }

  addRow(element: string, row: readonly number[]): void {
    if (element === "vertex") this.#addVertex(row);
    else if (element === "face") this.#addFace(row);
  }

  finish(): Mesh {
    const isFull = this.#faces.length === this.#cornerCount;
    const faces = isFull ? this.#faces : this.#faces.slice(0, this.#cornerCount);
    for (let i = 0; i < faces.length; i++)
      if (faces[i]! >= this.#vertexCount)
        throw new AppError(
          "INVALID",
          `a face names vertex ${faces[i]}, but there are only ${this.#vertexCount}`,
        );
    return { positions: this.#positions, colors: this.#colors, faces };
  }

  #bulkVertices(properties: readonly PlyProperty[]): BulkRows {
    const offsets: number[] = [];
    let rowBytes = 0;
    for (const { value } of properties) {
      offsets.push(rowBytes);
      rowBytes += value.bytes;
    }
    const columns = [...this.#columns.position, ...(this.#columns.color ?? [])];
    return {
      rowBytes,
      take: (view, start, rows) => {
        const first = 3 * this.#vertexCount;
        if (!this.#columns.color) this.#colors.fill(plainGray, first, first + 3 * rows);
        // Column by column: each has its own type, which the loop over the rows then need not ask for.
        columns.forEach((column, i) => {
          const target = i < 3 ? this.#positions : this.#colors;
          const { read } = properties[column]!.value;
          let from = start + offsets[column]!;
          let to = first + (i % 3);
          for (let row = 0; row < rows; row++, from += rowBytes, to += 3)
            target[to] = read(view, from);
        });
        for (let i = first; i < first + 3 * rows; i++)
          if (!Number.isFinite(this.#positions[i]!)) throw noNumber(Math.floor(i / 3) + 1);
        this.#vertexCount += rows;
        return rows;
      },
    };
  }

  #bulkTriangles(count: PlyNumber, corner: PlyNumber): BulkRows {
    const rowBytes = count.bytes + 3 * corner.bytes;
    return {
      rowBytes,
      take: (view, start, rows) => {
        this.#makeRoom(3 * rows);
        const faces = this.#faces;
        const first = this.#cornerCount;
        let taken = 0;
        for (let at = start; taken < rows && count.read(view, at) === 3; taken++) at += rowBytes;
        // Corner by corner: one loop with one type each.
        for (let i = 0; i < 3; i++) {
          let from = start + count.bytes + i * corner.bytes;
          let to = first + i;
          for (let row = 0; row < taken; row++, from += rowBytes, to += 3)
            faces[to] = corner.read(view, from);
        }
        this.#cornerCount += 3 * taken;
        return taken;
      },
    };
  }

  #addVertex(row: readonly number[]): void {
    const at = 3 * this.#vertexCount++;
    for (let axis = 0; axis < 3; axis++) {
      const value = Math.fround(row[this.#columns.position[axis]!]!);
      if (!Number.isFinite(value)) throw noNumber(this.#vertexCount);
      this.#positions[at + axis] = value;
      this.#colors[at + axis] = this.#columns.color ? row[this.#columns.color[axis]!]! : plainGray;
    }
  }

  #addFace(row: readonly number[]): void {
    let at = 0;
    for (const property of this.#columns.corners!.properties) {
      if (property.count && isCorners(property)) return this.#addPolygon(row, at + 1, row[at]!);
      at += property.count ? 1 + row[at]! : 1;
    }
  }

  #addPolygon(row: readonly number[], start: number, corners: number): void {
    this.#makeRoom(3 * Math.max(0, corners - 2));
    for (let i = 2; i < corners; i++)
      for (const corner of [start, start + i - 1, start + i])
        this.#faces[this.#cornerCount++] = row[corner]!;
  }

  #makeRoom(corners: number): void {
    const needed = this.#cornerCount + corners;
    if (needed <= this.#faces.length) return;
    const larger = new Uint32Array(
      Math.max(3 * this.#facesExpected, needed, this.#faces.length * 2),
    );
    larger.set(this.#faces);
    this.#faces = larger;
  }
}

function isCorners({ name }: PlyProperty): boolean {
  return name === "vertex_indices" || name === "vertex_index";
}

function noNumber(vertex: number): AppError {
  return new AppError("INVALID", `vertex ${vertex} has a coordinate that is not a number`);
}
