import type { Mesh } from "#core/scene/mesh.ts";
import { AppError } from "../errors.ts";
import type { PlyElement } from "./ply-header.ts";

const plainGray = 170;

/** Collects the rows of a PLY file into a mesh. Polygons become fans of triangles. */
export class MeshBuilder {
  readonly #positions: Float32Array;
  readonly #colors: Uint8Array;
  readonly #columns: { position: number[]; color: number[] | null; corners: PlyElement | null };
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
    this.#positions = new Float32Array(vertex.count * 3);
    this.#colors = new Uint8Array(vertex.count * 3);
  }

  addRow(element: string, row: readonly number[]): void {
    if (element === "vertex") this.#addVertex(row);
    else if (element === "face") this.#addFace(row);
  }

  finish(): Mesh {
    const faces = this.#faces.slice(0, this.#cornerCount);
    const stray = faces.find((vertex) => vertex >= this.#vertexCount);
    if (stray !== undefined)
      throw new AppError(
        "INVALID",
        `a face names vertex ${stray}, but there are only ${this.#vertexCount}`,
      );
    return { positions: this.#positions, colors: this.#colors, faces };
  }

  #addVertex(row: readonly number[]): void {
    const at = 3 * this.#vertexCount++;
    for (let axis = 0; axis < 3; axis++) {
      const value = row[this.#columns.position[axis]!]!;
      if (!Number.isFinite(value))
        throw new AppError(
          "INVALID",
          `vertex ${this.#vertexCount} has a coordinate that is not a number`,
        );
      this.#positions[at + axis] = value;
      this.#colors[at + axis] = this.#columns.color ? row[this.#columns.color[axis]!]! : plainGray;
    }
  }

  #addFace(row: readonly number[]): void {
    let at = 0;
    for (const property of this.#columns.corners!.properties) {
      const isCorners = property.name === "vertex_indices" || property.name === "vertex_index";
      if (property.count && isCorners) return this.#addPolygon(row, at + 1, row[at]!);
      at += property.count ? 1 + row[at]! : 1;
    }
  }

  #addPolygon(row: readonly number[], start: number, corners: number): void {
    for (let i = 2; i < corners; i++) {
      this.#addCorner(row[start]!);
      this.#addCorner(row[start + i - 1]!);
      this.#addCorner(row[start + i]!);
    }
  }

  #addCorner(vertex: number): void {
    if (this.#cornerCount === this.#faces.length) {
      const larger = new Uint32Array(Math.max(3072, this.#faces.length * 2));
      larger.set(this.#faces);
      this.#faces = larger;
    }
    this.#faces[this.#cornerCount++] = vertex;
  }
}
