import { Vector3 } from "three";

import { seededRandom } from "./random.ts";
import type { Room } from "./room.ts";
import type { RoomMesh } from "./room-mesh.ts";
import { VertexNet } from "./vertex-net.ts";
import { type Hit, TriangleTree } from "./triangle-tree.ts";

export type BakeQuality = {
  windowRays: number;
  lampRays: number;
  firstBounceRays: number;
  lastBounceRays: number;
};

/** Light that falls on each vertex (irradiance, linear RGB). The sun's own beam is kept apart: the renderer draws it with a shadow map. */
export type BakedLight = { ambient: Float32Array; sun: Float32Array };

const PANE_RADIANCE = [10.2, 11.4, 13] as const;
const SHADE_CLARITY = 0.32;
const OFFSET = 1e-3;
const BURIED_SHARE = 0.5;
const SMOOTHING_ROUNDS = 4;

/** Gathers window, lamp and bounced light at every vertex of the room. */
export function bakeLight(room: Room, mesh: RoomMesh, quality: BakeQuality): BakedLight {
  const baker = new LightBaker(room, mesh);
  const direct = baker.direct(quality.windowRays, quality.lampRays);
  const sun = baker.sun();
  const lit = new Float32Array(direct.length);
  for (let i = 0; i < lit.length; i++) lit[i] = direct[i]! + sun[i]!;
  const once = baker.bounce(lit, quality.firstBounceRays);
  for (let i = 0; i < lit.length; i++) lit[i]! += once[i]!;
  const twice = baker.bounce(lit, quality.firstBounceRays);
  for (let i = 0; i < lit.length; i++) lit[i] = direct[i]! + sun[i]! + twice[i]!;
  const ambient = baker.bounce(lit, quality.lastBounceRays);
  for (let i = 0; i < ambient.length; i++) ambient[i]! += direct[i]!;
  return { ambient, sun };
}

class LightBaker {
  readonly #room: Room;
  readonly #mesh: RoomMesh;
  readonly #tree: TriangleTree;
  /** What each triangle lets through. */
  readonly #clarity: Float32Array;
  readonly #random = seededRandom("bake");
  readonly #thin: Uint8Array;
  readonly #net: VertexNet;
  /** Vertices inside a solid: no light gets there, and none may be interpolated from there. */
  readonly #buried: Uint8Array;

  constructor(room: Room, mesh: RoomMesh) {
    this.#room = room;
    this.#mesh = mesh;
    const { indices, positions } = mesh;
    const count = indices.length / 3;
    const corners = new Float32Array(count * 9);
    this.#clarity = new Float32Array(count);
    this.#thin = new Uint8Array(positions.length / 3);
    for (let i = 0; i < count; i++) {
      const surface = mesh.surfaces[mesh.surfaceOf[i]!]!;
      this.#clarity[i] = surface.kind === "pane" ? 1 : surface.kind === "shade" ? SHADE_CLARITY : 0;
      for (let k = 0; k < 3; k++) {
        const vertex = indices[3 * i + k]!;
        if (surface.kind === "leaf" || surface.kind === "shade") this.#thin[vertex] = 1;
        for (let axis = 0; axis < 3; axis++)
          corners[9 * i + 3 * k + axis] =
            positions[3 * vertex + axis]! - (k === 0 ? 0 : corners[9 * i + axis]!);
      }
    }
    this.#tree = new TriangleTree({ count, corners });
    this.#net = new VertexNet(mesh);
    this.#buried = new Uint8Array(positions.length / 3);
    this.#findBuried();
  }

  #findBuried(): void {
    const { surfaceOf, surfaces } = this.#mesh;
    const seen = this.#gather(24, (hit, sum, share) => {
      if (hit.fromBehind && surfaces[surfaceOf[hit.triangle]!]!.kind === "solid") sum[0]! += share;
    });
    for (let vertex = 0; vertex < this.#buried.length; vertex++)
      this.#buried[vertex] = seen[3 * vertex]! > BURIED_SHARE ? 1 : 0;
  }

  /** Runs `light` once at every place and, where the surface is thin, on its back too; the mean of both sides counts. */
  #each(light: (p: Vector3, n: Vector3, sum: Float64Array) => void): Float32Array {
    const { positions, normals } = this.#mesh;
    const result = new Float32Array(positions.length);
    const [p, n] = [new Vector3(), new Vector3()];
    const sum = new Float64Array(3);
    for (let vertex = 0; vertex < positions.length / 3; vertex++) {
      const twin = this.#net.twin[vertex]!;
      if (twin < vertex) {
        result.copyWithin(3 * vertex, 3 * twin, 3 * twin + 3);
        continue;
      }
      sum.fill(0);
      const sides = this.#thin[vertex] ? 2 : 1;
      for (let side = 0; side < sides; side++) {
        n.fromArray(normals, 3 * vertex).multiplyScalar(side ? -1 : 1);
        p.fromArray(positions, 3 * vertex).addScaledVector(n, OFFSET);
        light(p, n, sum);
      }
      for (let c = 0; c < 3; c++) result[3 * vertex + c] = sum[c]! / sides;
    }
    return result;
  }

  #clear(p: Vector3, dx: number, dy: number, dz: number, far: number): number {
    return this.#tree.transmission(p.x, p.y, p.z, dx, dy, dz, far, this.#clarity);
  }

  sun(): Float32Array {
    const { towards, color } = this.#room.sun;
    const [x, y, z] = new Vector3(...towards).normalize().toArray();
    return this.#each((p, n, sum) => {
      const cosine = n.x * x + n.y * y + n.z * z;
      if (cosine <= 0 || this.#throughPane(p, x, y, z) === false) return;
      const clear = this.#clear(p, x, y, z, 50);
      for (let c = 0; c < 3; c++) sum[c]! += color[c]! * cosine * clear;
    });
  }

  /** The walls have no outside: a sunbeam counts only where it comes in by a window. */
  #throughPane(p: Vector3, x: number, y: number, z: number): boolean {
    return this.#room.panes.some(({ middle, halfRight, halfUp }) => {
      const m = new Vector3(...middle);
      const [right, up] = [new Vector3(...halfRight), new Vector3(...halfUp)];
      const normal = right.clone().cross(up).normalize();
      const direction = new Vector3(x, y, z);
      const distance = m.clone().sub(p).dot(normal) / direction.dot(normal);
      if (!(distance > 0)) return false;
      const at = direction.multiplyScalar(distance).add(p).sub(m);
      return Math.abs(at.dot(right)) <= right.lengthSq() && Math.abs(at.dot(up)) <= up.lengthSq();
    });
  }

  /** Windows and lamps. */
  direct(windowRays: number, lampRays: number): Float32Array {
    const random = this.#random;
    const panes = this.#room.panes.map(({ middle, halfRight, halfUp }) => {
      const [right, up] = [new Vector3(...halfRight), new Vector3(...halfUp)];
      return {
        middle: new Vector3(...middle),
        right,
        up,
        facing: right.clone().cross(up).normalize(),
        area: 4 * right.length() * up.length(),
      };
    });
    const lamps = this.#room.placed.flatMap((placed) =>
      placed.model.lamps.map(({ at, intensity }) => ({
        at: new Vector3(...at).applyMatrix4(placed.roomFromModel),
        intensity,
      })),
    );
    const side = Math.max(1, Math.round(Math.sqrt(windowRays)));
    const to = new Vector3();
    const result = this.#each((p, n, sum) => {
      for (const { middle, right, up, facing, area } of panes)
        for (let i = 0; i < side; i++)
          for (let k = 0; k < side; k++) {
            const a = (2 * (i + random())) / side - 1;
            const b = (2 * (k + random())) / side - 1;
            to.copy(middle).addScaledVector(right, a).addScaledVector(up, b).sub(p);
            const far = to.length();
            to.divideScalar(far);
            // Next to the pane one ray would stand for more than its share of the pane.
            const weight =
              (Math.max(0, to.dot(n)) * Math.max(0, -to.dot(facing)) * area) /
              Math.max(far * far * side * side, area);
            if (weight < 1e-6) continue;
            const clear = this.#clear(p, to.x, to.y, to.z, far - 0.02);
            for (let c = 0; c < 3; c++) sum[c]! += PANE_RADIANCE[c]! * weight * clear;
          }
      for (const { at, intensity } of lamps)
        for (let i = 0; i < lampRays; i++) {
          to.set(random() - 0.5, random() - 0.5, random() - 0.5)
            .multiplyScalar(0.08)
            .add(at)
            .sub(p);
          const far = to.length();
          to.divideScalar(far);
          const weight = Math.max(0, to.dot(n)) / (Math.max(far, 0.12) ** 2 * lampRays);
          if (weight < 1e-5) continue;
          const clear = this.#clear(p, to.x, to.y, to.z, far - 0.06);
          for (let c = 0; c < 3; c++) sum[c]! += intensity[c]! * weight * clear;
        }
    });
    this.#net.fill(result, this.#buried);
    this.#net.smooth(result, 1);
    return result;
  }

  /** Light that the room's surfaces, lit by `lit`, send on to each vertex. */
  bounce(lit: Float32Array, rays: number): Float32Array {
    const { indices, surfaceOf, surfaces, albedo } = this.#mesh;
    const result = this.#gather(rays, ({ triangle, u, v, fromBehind }, sum, share) => {
      const { kind } = surfaces[surfaceOf[triangle]!]!;
      // Panes and lamps are counted by `direct`; the inside of a solid is dark.
      if (kind === "pane" || kind === "shade" || (fromBehind && kind === "solid")) return;
      const [i0, i1, i2] = [
        3 * indices[3 * triangle]!,
        3 * indices[3 * triangle + 1]!,
        3 * indices[3 * triangle + 2]!,
      ];
      const w = 1 - u - v;
      for (let k = 0; k < 3; k++) {
        const light = w * lit[i0 + k]! + u * lit[i1 + k]! + v * lit[i2 + k]!;
        const reflectance = w * albedo[i0 + k]! + u * albedo[i1 + k]! + v * albedo[i2 + k]!;
        sum[k]! += light * reflectance * share;
      }
    });
    this.#net.fill(result, this.#buried);
    this.#net.smooth(result, SMOOTHING_ROUNDS);
    return result;
  }

  /** Sends cosine-weighted rays from every vertex; each hit counts with its `share` of the whole. */
  #gather(rays: number, meet: (hit: Hit, sum: Float64Array, share: number) => void): Float32Array {
    const random = this.#random;
    const rings = Math.max(1, Math.round(Math.sqrt(rays / 2)));
    const spokes = Math.max(1, Math.round(rays / rings));
    const share = 1 / (rings * spokes);
    const [tangent, bitangent] = [new Vector3(), new Vector3()];
    return this.#each((p, n, sum) => {
      tangent
        .set(Math.abs(n.x) > 0.7 ? 0 : 1, Math.abs(n.x) > 0.7 ? 1 : 0, 0)
        .cross(n)
        .normalize();
      bitangent.crossVectors(n, tangent);
      for (let ring = 0; ring < rings; ring++)
        for (let spoke = 0; spoke < spokes; spoke++) {
          const radius = Math.sqrt((ring + random()) / rings);
          const angle = (2 * Math.PI * (spoke + random())) / spokes;
          const [a, b, c] = [
            radius * Math.cos(angle),
            radius * Math.sin(angle),
            Math.sqrt(Math.max(0, 1 - radius * radius)),
          ];
          const dx = a * tangent.x + b * bitangent.x + c * n.x;
          const dy = a * tangent.y + b * bitangent.y + c * n.y;
          const dz = a * tangent.z + b * bitangent.z + c * n.z;
          const hit = this.#tree.nearest(p.x, p.y, p.z, dx, dy, dz, 50);
          if (hit.triangle >= 0) meet(hit, sum, share);
        }
    });
  }
}
