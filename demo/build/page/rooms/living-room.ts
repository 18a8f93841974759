import { finish, paint, woodOf } from "../finishes.ts";
import { pictureFrame, rug, wallClock } from "../furniture/decor.ts";
import { computerMouse, keyboard, laptop, monitor, penHolder } from "../furniture/desk-things.ts";
import { deskLamp, floorLamp, tableLamp } from "../furniture/lamps.ts";
import { herb, leafyPlant, snakePlant, vase } from "../furniture/plants.ts";
import { cushion, officeChair, pouf, upholstered } from "../furniture/seating.ts";
import { book, bookRow, bookshelf } from "../furniture/books.ts";
import { wasteBin } from "../furniture/bins.ts";
import { backpack, cardboardBox, crate } from "../furniture/storage.ts";
import { coffeeTable, desk, sideTable } from "../furniture/tables.ts";
import { mug } from "../furniture/tableware.ts";
import { type Room, RoomBuilder } from "../room.ts";
import type { Detail, Opening } from "../room-shell.ts";
import { livingRoomWalk } from "./walks.ts";

const WINDOW: Opening = { left: 1.75, right: 3.95, sill: 0.8, head: 2.2 };

/** A living room with a work corner; the sun comes in from the north side of the plan. */
export function livingRoom(detail: Detail): Room {
  const room = new RoomBuilder(5.6, 4.8, 2.6, detail);
  const warm = finish("warm plaster");
  room.shell(
    finish("floor boards"),
    { north: warm, east: warm, south: warm, west: finish("blue plaster") },
    { north: WINDOW },
  );
  room.curtain("north", WINDOW, "linen");
  room.door("south", 4.3);
  furnishSeating(room);
  furnishDesk(room);
  furnishEdges(room);
  return {
    headingDegrees: 31,
    origin: [-2.42, -3.1, 0],
    placed: room.placed,
    panes: room.panes,
    sun: { towards: [0.3, 0.8, 0.62], color: [17, 15, 12] },
    exposure: 0.9,
    walk: livingRoomWalk,
  };
}

function furnishSeating(room: RoomBuilder): void {
  const sofa = room.put(upholstered("sofa", 2.1, 0.92, 3, "teal"), 0.62, 2.35, 93);
  room.putOn(sofa, cushion("mustard", true), -0.62, -0.06, 12, "seat");
  room.putOn(sofa, cushion("linen", true), 0.58, -0.05, -14, "seat");
  room.putOn(sofa, cushion("rust", false), 0.02, 0.1, 28, "seat");

  const carpet = room.put(rug(2.1, 1.5, "red rug"), 2.22, 2.4, 86);
  const table = room.put(coffeeTable(), 2.05, 2.45, 82, carpet.high[1]);
  room.putOn(table, vase(paint("#d9d2c4", 0.35)), -0.38, -0.12);
  room.putOn(table, mug("#c9472f"), 0.1, 0.14, 35);
  room.putOn(table, mug("#e9e4d8"), 0.42, -0.12, 160);
  const atlas = room.putOn(table, book(0.24, 0.31, 0.032, "#2b4a63", "#e9d9a6"), -0.06, -0.1, 14);
  room.putOn(atlas, book(0.17, 0.24, 0.026, "#a53b2c", "#f3efe2"), 0.01, 0.0, -22);
  room.putOn(table, book(0.15, 0.21, 0.022, "#d79b35", "#29323c"), 0.36, 0.16, -65);

  const armchair = room.put(upholstered("armchair", 0.84, 0.84, 1, "mustard"), 2.55, 0.72, 197);
  room.putOn(armchair, cushion("navy", true), 0.02, -0.04, 8, "seat");
  room.put(pouf("rust"), 3.42, 3.62, 20);
  const stand = room.put(sideTable(), 0.42, 3.78, 40);
  room.putOn(stand, tableLamp(paint("#3d6f78", 0.2)), -0.07, 0, 0);
  room.putOn(stand, mug("#4d7a68"), 0.145, 0.05, 20);
  room.put(floorLamp(), 0.4, 0.72, 15);
}

function furnishDesk(room: RoomBuilder): void {
  const table = room.hang("east", desk(), 1.9, 0, 0.02);
  room.putOn(table, monitor(), -0.16, -0.16, 6);
  room.putOn(table, keyboard(), -0.24, 0.12, 3);
  room.putOn(table, computerMouse(), 0.06, 0.14, -10);
  room.putOn(table, mug("#2e5f8a"), 0.2, -0.02, -50);
  room.putOn(table, laptop(), 0.47, 0.03, -18);
  room.putOn(table, deskLamp(), -0.65, -0.2, 0);
  room.putOn(table, penHolder(), 0.19, -0.24);
  room.putOn(table, book(0.16, 0.23, 0.03, "#3f6b4f", "#f1ead4"), -0.61, 0.22, 84);
  room.put(officeChair(), 4.42, 2.72, 64);
  room.put(wasteBin(), 5.32, 1.9);
  room.put(backpack("navy", "rust"), 5.2, 1.32, -68);
}

function furnishEdges(room: RoomBuilder): void {
  const shelf = room.hang("south", bookshelf(1.0, 1.85, 0.3, 5, woodOf("pine")), 1.35, 0, 0.016);
  room.putOn(shelf, bookRow("row a", 0.82, 0.27), -0.04, 0.02, 0, "shelf 0");
  room.putOn(shelf, bookRow("row b", 0.55, 0.26), -0.18, 0.02, 0, "shelf 1");
  room.putOn(shelf, herb("shelf herb", finish("clay"), 0.06, 0.25), 0.3, 0.03, 0, "shelf 1");
  room.putOn(shelf, bookRow("row c", 0.6, 0.28), 0.15, 0.02, 0, "shelf 2");
  room.putOn(shelf, bookRow("row d", 0.4, 0.25), -0.24, 0.02, 0, "shelf 3");
  room.putOn(shelf, cardboardBox(0.3, 0.19, 0.22, false), 0.2, 0.02, 4, "shelf 3");
  room.putOn(shelf, bookRow("row e", 0.7, 0.26), -0.06, 0.02, 0, "shelf 4");
  room.putOn(shelf, snakePlant("top plant", paint("#e8e3d6", 0.4), 0.08, 0.13, 0.42), -0.28, 0);

  room.put(leafyPlant("corner plant", finish("terrazzo"), 0.2, 0.36, 1.55, 15), 5.0, 4.25, 10);
  room.put(snakePlant("north plant", finish("clay"), 0.16, 0.27, 0.95), 0.38, 4.42);
  const box = room.put(cardboardBox(0.5, 0.36, 0.38, false), 3.72, 4.36, 12);
  room.putOn(box, cardboardBox(0.32, 0.22, 0.26, false), 0.02, -0.02, 24);
  room.put(crate(woodOf("pine"), 0.46, 0.3, 0.34), 5.22, 0.42, -80);
  room.put(cardboardBox(0.4, 0.3, 0.32, true), 1.35, 4.2, -15);

  room.put(snakePlant("south plant", paint("#d9d2c4", 0.35), 0.13, 0.24, 0.8), 3.38, 0.28);

  room.hang("west", pictureFrame(0.78, 0.58, "hills", woodOf("walnut")), 1.95, 1.32);
  room.hang("west", pictureFrame(0.46, 0.6, "botanical", woodOf("oak")), 2.95, 1.3);
  room.hang("east", pictureFrame(0.5, 0.66, "shapes", paint("#1d1d1f")), 2.5, 1.38);
  room.hang("south", wallClock(), 2.9, 1.7);
}
