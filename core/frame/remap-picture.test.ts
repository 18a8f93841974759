import { describe, expect, it } from "vitest";
import { remapMask, remapPicture } from "./remap-picture.ts";

/** Three by two pixels whose red is ten times their number from 1, row by row. */
const picture = Uint8Array.from([10, 20, 30, 40, 50, 60].flatMap((red) => [red, 0, 255]));
const table = (places: [number, number][]) => ({
  width: places.length,
  height: 1,
  u: Float32Array.from(places, ([u]) => u),
  v: Float32Array.from(places, ([, v]) => v),
});

describe("a picture read through a table", () => {
  it("mixes the four pixels around a place, and mirrors what lies outside about the border pixels", () => {
    const places: [number, number, number][] = [
      [1, 1, 50],
      [0.5, 0, 15],
      [1.25, 0.5, 38],
      [-1, 0, 20],
      [3, 0, 20],
      [4, 1, 40],
      [0, 2, 10],
      [-0.5, -1, 45],
    ];
    const read = remapPicture(picture, 3, 2, table(places.map(([u, v]) => [u, v])));
    expect([...read].filter((_, i) => i % 3 === 0)).toEqual(places.map(([, , red]) => red));
    expect([...read].filter((_, i) => i % 3 === 2)).toEqual(places.map(() => 255));
  });

  it("is grey where no pixel is named", () => {
    expect([...remapPicture(picture, 3, 2, table([[Number.NaN, Number.NaN]]))]).toEqual([
      128, 128, 128,
    ]);
  });
});

describe("a mask read through a table", () => {
  const mask = Uint8Array.from([255, 254, 255, 255, 255, 255]);

  it.each([
    ["on a shown pixel", [0, 0], 255],
    ["on one that is not wholly shown", [1, 0], 0],
    ["however little of it is mixed in", [0.001, 0], 0],
    ["between shown ones", [0.5, 1], 255],
    ["mirrored in from beyond the border", [1, -0.001], 0],
    ["where no pixel is named", [Number.NaN, Number.NaN], 255],
  ] as [string, [number, number], number][])("says so %s", (_name, place, wanted) => {
    expect([...remapMask(mask, 3, 2, table([place]))]).toEqual([wanted]);
  });
});
