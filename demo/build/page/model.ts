import {
  type BufferGeometry,
  Color,
  Euler,
  Float32BufferAttribute,
  Matrix4,
  Quaternion,
  Vector3,
} from "three";

import { between, seededRandom } from "./random.ts";
import type { Triple } from "./mesh-writer.ts";
import type { Surface } from "./surface.ts";

export type Part = { geometry: BufferGeometry; surface: Surface };

/** A bulb: radiant intensity per colour, in the model's frame. */
export type Lamp = { at: Triple; intensity: Triple };

/** One object in its own frame: metres, x to its right, y up, z to its front, standing on y = 0. */
export type Model = {
  label: string;
  parts: Part[];
  lamps: Lamp[];
  /** Heights on which other things may stand, by name; `top` is the highest point of the model. */
  surfaces: Record<string, number>;
};

export type Pose = { at?: Triple; turn?: Triple; tint?: string };

const DEGREE = Math.PI / 180;

/** Builds a model part by part. */
export class ModelBuilder {
  readonly model: Model;
  readonly #random;

  constructor(label: string) {
    this.model = { label, parts: [], lamps: [], surfaces: {} };
    this.#random = seededRandom(label);
  }

  /** Adds a part moved to `at`, after turning it by Euler angles in degrees about its own x, y and z. */
  add(
    geometry: BufferGeometry,
    surface: Surface,
    { at = [0, 0, 0], turn = [0, 0, 0], tint = "#ffffff" }: Pose = {},
  ): this {
    const rotation = new Quaternion().setFromEuler(
      new Euler(turn[0] * DEGREE, turn[1] * DEGREE, turn[2] * DEGREE, "YXZ"),
    );
    const placed = geometry
      .clone()
      .applyMatrix4(new Matrix4().compose(new Vector3(...at), rotation, new Vector3(1, 1, 1)));
    const count = placed.getAttribute("position").count;
    const color = new Color(tint);
    const colors = new Float32Array(count * 3);
    for (let i = 0; i < count; i++) colors.set([color.r, color.g, color.b], 3 * i);
    placed.setAttribute("color", new Float32BufferAttribute(colors, 3));
    if (!surface.fitted) {
      // Two boards of the same wood must not show the same knots.
      const uv = placed.getAttribute("uv");
      const [du, dv] = [between(this.#random, 0, 5), between(this.#random, 0, 5)];
      for (let i = 0; i < count; i++) uv.setXY(i, uv.getX(i) + du, uv.getY(i) + dv);
    }
    this.model.parts.push({ geometry: placed, surface });
    return this;
  }

  lamp(at: Triple, color: Triple, strength: number): this {
    this.model.lamps.push({
      at,
      intensity: [color[0] * strength, color[1] * strength, color[2] * strength],
    });
    return this;
  }

  surface(name: string, height: number): this {
    this.model.surfaces[name] = height;
    return this;
  }

  /** Ends the model: its lowest point becomes y = 0 and `top` its highest. */
  done(): Model {
    const { parts, lamps, surfaces } = this.model;
    const bounds = boundsOf(parts);
    for (const { geometry } of parts) geometry.translate(0, -bounds.low[1], 0);
    for (const lamp of lamps) lamp.at[1] -= bounds.low[1];
    for (const name of Object.keys(surfaces)) surfaces[name]! -= bounds.low[1];
    surfaces.top = bounds.high[1] - bounds.low[1];
    return this.model;
  }
}

/** The tight box of the parts along the model's own axes. */
export function boundsOf(parts: Part[]): { low: Triple; high: Triple } {
  const low: Triple = [Infinity, Infinity, Infinity];
  const high: Triple = [-Infinity, -Infinity, -Infinity];
  for (const { geometry } of parts) {
    const positions = geometry.getAttribute("position").array;
    for (let i = 0; i < positions.length; i++) {
      const axis = (i % 3) as 0 | 1 | 2;
      low[axis] = Math.min(low[axis], positions[i]!);
      high[axis] = Math.max(high[axis], positions[i]!);
    }
  }
  return { low, high };
}
