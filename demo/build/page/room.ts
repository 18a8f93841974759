import { Matrix4, Quaternion, Vector3 } from "three";

import { boundsOf, type Model } from "./model.ts";
import {
  type Detail,
  type Opening,
  ceilingSlab,
  curtains,
  door,
  floorSlab,
  wall,
  windowUnit,
} from "./room-shell.ts";
import type { Triple } from "./mesh-writer.ts";
import type { Surface } from "./surface.ts";
import type { Cloth } from "./finishes.ts";
import type { RoomWalk } from "./rooms/walks.ts";

/** A model put somewhere in the room. Room frame: metres, z up, the floor is z = 0. */
export type Placed = {
  model: Model;
  roomFromModel: Matrix4;
  yawDegrees: number;
  low: Triple;
  high: Triple;
};

export type Sun = { towards: Triple; color: Triple };

/** A shining window pane: its middle and its two half sides, in the room frame; it faces the room. */
export type Pane = { middle: Triple; halfRight: Triple; halfUp: Triple };

export type Room = {
  /** Where the room lies in the scan's world: a turn about z, then a shift. */
  headingDegrees: number;
  origin: Triple;
  placed: Placed[];
  panes: Pane[];
  sun: Sun;
  walk: RoomWalk;
  exposure: number;
};

export type Side = "north" | "east" | "south" | "west";

/** Model axes (x right, y up, z front) to room axes at heading 0: the front looks to -y, towards the south. */
const UPRIGHT = new Quaternion().setFromAxisAngle(new Vector3(1, 0, 0), Math.PI / 2);

export class RoomBuilder {
  readonly placed: Placed[] = [];
  readonly panes: Pane[] = [];
  readonly width: number;
  readonly depth: number;
  readonly height: number;
  readonly detail: Detail;

  constructor(width: number, depth: number, height: number, detail: Detail) {
    this.width = width;
    this.depth = depth;
    this.height = height;
    this.detail = detail;
  }

  /** Stands a model on the floor, or with its lowest point at `z`. Heading 0 looks south (-y), 90 looks east. */
  put(model: Model, x: number, y: number, yawDegrees = 0, z = 0): Placed {
    const turn = new Quaternion()
      .setFromAxisAngle(new Vector3(0, 0, 1), (yawDegrees * Math.PI) / 180)
      .multiply(UPRIGHT);
    const roomFromModel = new Matrix4().compose(new Vector3(x, y, z), turn, new Vector3(1, 1, 1));
    const placed: Placed = { model, roomFromModel, yawDegrees, ...boundsOf(model.parts) };
    this.placed.push(placed);
    return placed;
  }

  /** Stands a model on another one, `right` and `front` of that one's middle, turned relative to it. */
  putOn(
    below: Placed,
    model: Model,
    right: number,
    front: number,
    turnDegrees = 0,
    surface = "top",
  ): Placed {
    const height = below.model.surfaces[surface];
    if (height === undefined) throw new Error(`${below.model.label} has no surface ${surface}`);
    const at = new Vector3(right, height, front).applyMatrix4(below.roomFromModel);
    return this.put(model, at.x, at.y, below.yawDegrees + turnDegrees, at.z);
  }

  /** A place on the floor given from the middle of another model, to its `right` and `front`. */
  beside(other: Placed, right: number, front: number): { x: number; y: number } {
    const { x, y } = new Vector3(right, 0, front).applyMatrix4(other.roomFromModel);
    return { x, y };
  }

  /** Hangs a model on a wall, its back against it: `along` runs from the left end of the wall as seen from inside. */
  hang(side: Side, model: Model, along: number, z: number, gap = 0): Placed {
    const { x, y, yawDegrees } = this.#onWall(side, along, gap - boundsOf(model.parts).low[2]);
    return this.put(model, x, y, yawDegrees, z);
  }

  shell(
    floor: Surface,
    covers: Record<Side, Surface>,
    openings: Partial<Record<Side, Opening>>,
  ): void {
    const { width, depth, height, detail } = this;
    this.put(floorSlab(width, depth, floor, detail), width / 2, depth / 2);
    this.put(ceilingSlab(width, depth, detail), width / 2, depth / 2, 0, height);
    for (const side of ["north", "east", "south", "west"] as const) {
      const length = this.#length(side);
      const opening = openings[side] ?? null;
      const { x, y, yawDegrees } = this.#onWall(side, length / 2, 0);
      this.put(wall(length, height, covers[side], opening, detail), x, y, yawDegrees);
      if (opening) this.#window(side, opening);
    }
  }

  curtain(side: Side, opening: Opening, cloth: Cloth): void {
    const drop = opening.head + 0.12 - 0.03;
    this.hang(
      side,
      curtains(opening.right - opening.left, drop, cloth),
      (opening.left + opening.right) / 2,
      0.03,
      0.06,
    );
  }

  door(side: Side, along: number): void {
    this.hang(side, door(), along, 0);
  }

  #window(side: Side, opening: Opening): void {
    const middle = (opening.left + opening.right) / 2;
    const { x, y, yawDegrees } = this.#onWall(side, middle, 0);
    const unit = windowUnit(opening);
    // The sill board lies below the opening.
    const placed = this.put(unit, x, y, yawDegrees, opening.sill - 0.028);
    const to = (point: Triple) => new Vector3(...point).applyMatrix4(placed.roomFromModel);
    const half: Triple = [(opening.right - opening.left) / 2, (opening.head - opening.sill) / 2, 0];
    const center = to([0, 0.028 + half[1], -0.13]);
    const right = to([half[0], 0.028 + half[1], -0.13]).sub(center);
    this.panes.push({
      middle: center.toArray() as Triple,
      halfRight: right.toArray() as Triple,
      halfUp: [0, 0, half[1]],
    });
  }

  #length(side: Side): number {
    return side === "north" || side === "south" ? this.width : this.depth;
  }

  #onWall(side: Side, along: number, out: number): { x: number; y: number; yawDegrees: number } {
    const { width, depth } = this;
    if (side === "north") return { x: along, y: depth - out, yawDegrees: 0 };
    if (side === "east") return { x: width - out, y: depth - along, yawDegrees: -90 };
    if (side === "south") return { x: width - along, y: out, yawDegrees: 180 };
    return { x: out, y: along, yawDegrees: 90 };
  }
}
