import type { RoomMesh } from "./room-mesh.ts";

/** Which vertices are one place on one smooth face, and which are neighbours there. Light never spreads over a sharp edge. */
export class VertexNet {
  /** For each vertex the first vertex with the same position and normal. */
  readonly twin: Int32Array;
  readonly #starts: Int32Array;
  readonly #neighbours: Int32Array;

  constructor({ positions, normals, indices, objectOf }: RoomMesh) {
    const count = positions.length / 3;
    this.twin = new Int32Array(count);
    const known = new Map<string, number>();
    for (let vertex = 0; vertex < count; vertex++) {
      const at = [0, 1, 2].map((k) => Math.round(positions[3 * vertex + k]! * 2e4));
      const facing = [0, 1, 2].map((k) => Math.round(normals[3 * vertex + k]! * 50));
      const key = `${objectOf[vertex]} ${at.join(" ")} ${facing.join(" ")}`;
      const first = known.get(key) ?? vertex;
      known.set(key, first);
      this.twin[vertex] = first;
    }
    this.#starts = new Int32Array(count + 1);
    const edge = (visit: (from: number, to: number) => void) => {
      for (let i = 0; i < indices.length; i += 3)
        for (let k = 0; k < 3; k++) {
          const [from, to] = [this.twin[indices[i + k]!]!, this.twin[indices[i + ((k + 1) % 3)]!]!];
          if (from !== to) {
            visit(from, to);
            visit(to, from);
          }
        }
    };
    edge((from) => this.#starts[from + 1]!++);
    for (let i = 0; i < count; i++) this.#starts[i + 1]! += this.#starts[i]!;
    const next = this.#starts.slice();
    this.#neighbours = new Int32Array(this.#starts[count]!);
    edge((from, to) => (this.#neighbours[next[from]!++] = to));
  }

  /** Gives every buried vertex the mean of its neighbours that are not, working inwards. */
  fill(values: Float32Array, buried: Uint8Array): void {
    const open = buried.slice();
    for (let changed = true; changed;) {
      changed = false;
      const before = open.slice();
      for (let vertex = 0; vertex < open.length; vertex++) {
        if (!before[vertex] || this.twin[vertex] !== vertex) continue;
        if (this.#mean(values, vertex, (other) => !before[other], 1)) {
          open[vertex] = 0;
          changed = true;
        }
      }
    }
    this.#copyToTwins(values);
  }

  smooth(values: Float32Array, rounds: number): void {
    for (let round = 0; round < rounds; round++) {
      const before = values.slice();
      for (let vertex = 0; vertex < this.twin.length; vertex++)
        if (this.twin[vertex] === vertex) this.#mean(values, vertex, () => true, 0.6, before);
      this.#copyToTwins(values);
    }
  }

  /** Moves a value towards the mean of its neighbours by `share`; false when none of them counts. */
  #mean(
    values: Float32Array,
    vertex: number,
    counts: (other: number) => boolean,
    share: number,
    source = values,
  ): boolean {
    const sum = [0, 0, 0];
    let weight = 0;
    for (let i = this.#starts[vertex]!; i < this.#starts[vertex + 1]!; i++) {
      const other = this.#neighbours[i]!;
      if (!counts(other)) continue;
      weight++;
      for (let k = 0; k < 3; k++) sum[k]! += source[3 * other + k]!;
    }
    if (weight === 0) return false;
    for (let k = 0; k < 3; k++)
      values[3 * vertex + k] = (1 - share) * source[3 * vertex + k]! + (share * sum[k]!) / weight;
    return true;
  }

  #copyToTwins(values: Float32Array): void {
    this.twin.forEach((first, vertex) => values.copyWithin(3 * vertex, 3 * first, 3 * first + 3));
  }
}
