import { finish, paint, woodOf } from "../finishes.ts";
import { pictureFrame, rug, wallClock } from "../furniture/decor.ts";
import { baseCabinet, refrigerator, sink, wallCabinet, wallShelf } from "../furniture/kitchen.ts";
import { pendantLamp, tableLamp } from "../furniture/lamps.ts";
import { herb, leafyPlant, snakePlant } from "../furniture/plants.ts";
import { bench, cushion, diningChair, stool } from "../furniture/seating.ts";
import { book, bookRow } from "../furniture/books.ts";
import { basket, pedalBin } from "../furniture/bins.ts";
import { cardboardBox, crate } from "../furniture/storage.ts";
import { diningTable, sideTable } from "../furniture/tables.ts";
import { cuttingBoard, kettle, microwave, toaster } from "../furniture/counter-things.ts";
import { bottle, bowl, fruitBowl, jug, mug, plate } from "../furniture/tableware.ts";
import { ModelBuilder } from "../model.ts";
import { type Room, RoomBuilder } from "../room.ts";
import type { Detail, Opening } from "../room-shell.ts";
import { kitchenWalk } from "./walks.ts";
import { block } from "../shapes.ts";

const WINDOW: Opening = { left: 1.15, right: 3.25, sill: 0.85, head: 2.15 };
const PENDANT_HEIGHT = 1.6;

/** A kitchen with a dining table; the sun comes in from the east side of the plan. */
export function kitchen(detail: Detail): Room {
  const room = new RoomBuilder(5.8, 4.6, 2.6, detail);
  const sage = finish("sage plaster");
  const warm = finish("warm plaster");
  room.shell(
    finish("floor tiles"),
    { north: warm, east: warm, south: warm, west: sage },
    { east: WINDOW },
  );
  room.door("south", 1.5);
  furnishCounter(room);
  furnishTable(room);
  furnishEdges(room);
  return {
    headingDegrees: -23,
    origin: [-3.35, -0.9, 0],
    placed: room.placed,
    panes: room.panes,
    sun: { towards: [0.8, -0.22, 0.6], color: [17, 15, 12] },
    exposure: 0.9,
    walk: kitchenWalk,
  };
}

function furnishCounter(room: RoomBuilder): void {
  const fronts = paint("#3f5d58", 0.4);
  const counter = room.hang("north", baseCabinet(5, fronts), 2.0, 0);
  room.hang(
    "north",
    new ModelBuilder("wall")
      .add(block(3.0, 0.54, 0.008, { step: 0.06 }), finish("wall tiles"))
      .done(),
    2.0,
    counter.high[1],
  );
  room.hang("north", wallCabinet(3, fronts), 1.4, 1.46);
  const board = room.hang("north", wallShelf(1.0), 2.95, 1.5);
  room.putOn(board, mug("#d8a23a"), -0.36, 0.02, 70);
  room.putOn(board, mug("#e6e1d6"), -0.2, 0.0, -40);
  room.putOn(board, mug("#6f8fa3"), -0.05, 0.03, 20);
  room.putOn(board, bookRow("cook books", 0.3, 0.24), 0.3, 0.0);
  room.hang("north", refrigerator(), 3.92, 0, 0.02);

  room.putOn(counter, microwave(), -1.16, -0.08, 6);
  room.putOn(counter, toaster(), -0.6, -0.06, -12);
  room.putOn(counter, kettle(), -0.2, -0.06, 35);
  room.putOn(counter, sink(), 0.32, 0.02);
  room.putOn(counter, cuttingBoard(), 0.88, 0.11, 9);
  room.putOn(counter, bottle("#1f3a23", "#e8dfc6"), 1.22, -0.16, 30);
  room.putOn(counter, bottle("#5a2e12", "#d9c27a"), 1.34, -0.1, 100);
  room.putOn(counter, herb("counter herb", finish("clay"), 0.07, 0.28), 1.3, 0.14);
  room.putOn(counter, mug("#b8452f"), -0.36, 0.2, 60);
}

function furnishTable(room: RoomBuilder): void {
  const table = room.put(diningTable(woodOf("oak"), 1.7, 0.9), 3.12, 1.85, 12);
  room.putOn(table, fruitBowl(), -0.05, -0.03, 20);
  const laid: [number, number, number][] = [
    [-0.42, 0.26, 0],
    [0.4, 0.27, 10],
    [-0.46, -0.27, 180],
    [0.44, -0.26, 175],
  ];
  const glazes = ["#e9e5da", "#f0ede4", "#e9e5da", "#f0ede4"];
  laid.forEach(([x, z, turn], i) => room.putOn(table, plate(glazes[i]!), x, z, turn));
  room.putOn(table, mug("#2f6e74"), -0.2, 0.3, 30);
  room.putOn(table, mug("#d8a23a"), 0.67, 0.22, -60);
  room.putOn(table, mug("#ded8ca"), -0.68, -0.1, 140);
  room.putOn(table, jug("#3f6f8f"), 0.31, 0.0, 200);
  room.putOn(table, bottle("#20391f", "#efe7d2"), -0.3, 0.02, 0);
  room.putOn(table, book(0.17, 0.23, 0.024, "#8d3b55", "#f3ead2"), 0.73, -0.04, 20);

  const frame = woodOf("birch");
  const seat = woodOf("oak");
  const around: [number, number, number][] = [
    [-0.42, 0.74, 184],
    [0.43, 0.82, 168],
    [-0.4, -0.75, 4],
    [0.45, -0.73, -8],
    [-1.22, 0.1, 74],
  ];
  for (const [x, z, turn] of around) {
    const { x: east, y: north } = room.beside(table, x, z);
    room.put(diningChair(frame, seat), east, north, table.yawDegrees + turn);
  }
  const cord = room.height - PENDANT_HEIGHT - 0.25;
  room.put(pendantLamp(cord), 3.05, 1.85, 0, PENDANT_HEIGHT);
}

function furnishEdges(room: RoomBuilder): void {
  room.put(rug(1.7, 0.68, "blue rug"), 2.3, 3.42, 2);
  room.put(stool(), 0.8, 3.3, 20);
  room.put(stool(), 1.2, 2.72, 50);
  const seat = room.put(bench(), 0.26, 1.45, 90);
  room.putOn(seat, basket(), -0.38, 0, 30);
  room.putOn(seat, cushion("rust", false), 0.3, 0);
  const low = room.put(crate(woodOf("pine"), 0.5, 0.28, 0.36), 0.36, 2.62, 84);
  room.putOn(low, crate(woodOf("birch"), 0.46, 0.26, 0.34), 0.01, 0.0, -7);
  room.put(cardboardBox(0.46, 0.34, 0.36, true), 1.0, 0.42, 14);
  room.put(cardboardBox(0.36, 0.26, 0.3, false), 1.62, 0.32, -9);
  room.put(leafyPlant("kitchen plant", paint("#d9cdb8", 0.5), 0.18, 0.32, 1.3, 13), 5.3, 0.5, 40);
  room.put(snakePlant("kitchen blades", finish("clay"), 0.13, 0.22, 0.75), 5.45, 4.25);
  room.put(pedalBin(), 4.62, 4.3, 10);
  const stand = room.put(sideTable(), 5.42, 3.72, 15);
  room.putOn(stand, tableLamp(paint("#b4573a", 0.3)), 0.0, 0.0);
  const dish = bowl(paint("#5b7f8c", 0.3), 0.11, 0.07).done();
  room.putOn(
    room.placed.find((placed) => placed.model.label === "kitchen cabinet")!,
    dish,
    0.72,
    -0.18,
  );
  room.hang("west", pictureFrame(0.72, 0.54, "hills", woodOf("oak")), 1.45, 1.35);
  room.hang("south", pictureFrame(0.46, 0.6, "botanical", woodOf("walnut")), 3.1, 1.35);
  room.hang("south", pictureFrame(0.46, 0.6, "shapes", paint("#1d1d1f")), 3.8, 1.35);
  room.hang("west", wallClock(), 2.6, 1.75);
}
