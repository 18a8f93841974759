import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPly } from "./read-ply.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gsi-ply-"));
});
afterAll(() => rm(folder, { recursive: true }));

const triangle = {
  vertices: [
    [0, 0, 0, 10, 20, 30],
    [1, 0, 0, 40, 50, 60],
    [0, 1, 0.5, 70, 80, 90],
  ],
  faces: [[0, 1, 2]],
};

describe("a binary mesh", () => {
  it("is read with its colours, whatever stands between its columns and behind its faces", async () => {
    const mesh = await readPly(await file(binary({ extra: true })));
    expect([...mesh.positions]).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0.5]);
    expect([...mesh.colors]).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
    expect([...mesh.faces]).toEqual([0, 1, 2]);
  });

  it("larger than one chunk is read whole", async () => {
    const count = 400_000;
    const vertices = Array.from({ length: count }, (_, i) => [i, 1, 2, 3, 4, 5]);
    const mesh = await readPly(await file(binary({ vertices, faces: [[0, 1, count - 1]] })));
    for (const i of [0, 123_456, count - 1]) expect(mesh.positions[3 * i]).toBe(i);
    expect([...mesh.faces]).toEqual([0, 1, count - 1]);
  });

  it("of triangles among other polygons, with coordinates and corners of other types, is read whole", async () => {
    const header =
      "ply\nformat binary_little_endian 1.0\nelement vertex 4\nproperty uchar red\nproperty double z\n" +
      "property short x\nproperty float y\nelement face 5\nproperty list ushort uchar vertex_index\nend_header\n";
    const vertices = [0, 1, 2, 3].map((i) => {
      const row = Buffer.alloc(15);
      row.writeUInt8(i, 0);
      row.writeDoubleLE(0.5, 1);
      row.writeInt16LE(-i, 9);
      row.writeFloatLE(i / 4, 11);
      return row;
    });
    const polygons = [[0, 1, 2], [2, 1, 3], [0, 1, 2, 3], [1], [3, 0, 1]];
    const faces = polygons.map((corners) => Buffer.from([corners.length, 0, ...corners]));
    const mesh = await readPly(
      await file(Buffer.concat([Buffer.from(header), ...vertices, ...faces])),
    );
    expect([...mesh.positions.subarray(3, 9)]).toEqual([-1, 0.25, 0.5, -2, 0.5, 0.5]);
    expect([...mesh.faces]).toEqual([0, 1, 2, 2, 1, 3, 0, 1, 2, 0, 2, 3, 3, 0, 1]);
    expect(new Set(mesh.colors).size).toBe(1);
  });

  it("has its polygons cut into triangles", async () => {
    const vertices = Array.from({ length: 5 }, (_, i) => [i, 0, 0, 0, 0, 0]);
    const mesh = await readPly(
      await file(
        binary({
          vertices,
          faces: [
            [0, 1, 2, 3, 4],
            [1, 2],
          ],
        }),
      ),
    );
    expect([...mesh.faces]).toEqual([0, 1, 2, 0, 2, 3, 0, 3, 4]);
  });

  it.each([
    ["more vertices than it holds", { promisedVertices: 2 ** 31 }, "promises 2147483648"],
    ["more faces than it holds", { promisedFaces: 1e12 }, "promises 1000000000000"],
    ["a few faces too many", { promisedFaces: 2 }, /promises 2 of "face"|ends in "face" number 2/],
    ["a polygon that goes on past its end", { corners: 250 }, "a list of"],
    ["a vertex that is not there", { faces: [[0, 1, 3]] }, "names vertex 3"],
    ["a negative vertex number", { faces: [[0, 1, -1]] }, "names vertex"],
    ["a coordinate that is no number", { vertices: [[Number.NaN, 0, 0, 0, 0, 0]] }, "not a number"],
  ])("that promises %s is refused", async (_name, change, reason) => {
    await expect(readPly(await file(binary(change)))).rejects.toThrow(reason);
  });
});

describe("a file that is no mesh", () => {
  it.each([
    ["empty", "", "not a PLY"],
    ["text", "hello", "not a PLY"],
    ["without end of header", "ply\nformat ascii 1.0\nelement vertex 1\n", "header has no end"],
    ["without format", "ply\nend_header\n", "names no format"],
    ["without vertices", "ply\nformat ascii 1.0\nend_header\n", "no vertices"],
    [
      "without coordinates",
      "ply\nformat ascii 1.0\nelement vertex 1\nproperty float a\nend_header\n1\n",
      "no x, y and z",
    ],
    [
      "with vertices twice",
      "ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nelement vertex 1\nend_header\n",
      'element "vertex" twice',
    ],
    ["big-endian", "ply\nformat binary_big_endian 1.0\nend_header\n", "binary_big_endian"],
    ["a property of nothing", "ply\nproperty float x\nend_header\n", "before the first element"],
  ])("(%s) is refused", async (_name, content, reason) => {
    await expect(readPly(await file(content))).rejects.toThrow(reason);
  });
});

describe("a text mesh", () => {
  const header = (faces: number) =>
    `ply\r\nformat ascii 1.0\r\ncomment made by hand\r\nelement vertex 3\r\nproperty float x\r\nproperty float y\r\n` +
    `property float z\r\nelement face ${faces}\r\nproperty list uchar int vertex_index\r\nend_header\r\n`;

  it("is read, with or without a last line end; without colours it is grey", async () => {
    for (const end of ["", "\r\n"]) {
      const mesh = await readPly(
        await file(`${header(1)}0 0 0\r\n1 0 0\r\n0 1e0 .5\r\n3 0 1 2${end}`),
      );
      expect([...mesh.positions]).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0.5]);
      expect([...mesh.faces]).toEqual([0, 1, 2]);
      expect(new Set(mesh.colors).size).toBe(1);
    }
  });

  it("with a short row is refused", async () => {
    const content = `${header(1)}0 0 0\r\n1 0\r\n0 1 0\r\n3 0 1 2\r\n`;
    await expect(readPly(await file(content))).rejects.toThrow('"1 0" is not a row of "vertex"');
  });
});

let files = 0;
async function file(content: string | Buffer): Promise<string> {
  const path = join(folder, `${files++}.ply`);
  await writeFile(path, content);
  return path;
}

type Shape = {
  vertices?: number[][];
  faces?: number[][];
  promisedVertices?: number;
  promisedFaces?: number;
  /** What the first face says its number of corners is. */
  corners?: number;
  /** Adds a column to the vertices and an element behind the faces. */
  extra?: boolean;
};

function binary(shape: Shape): Buffer {
  const { vertices, faces } = { ...triangle, ...shape };
  const extra = shape.extra ?? false;
  const header = [
    "ply",
    "format binary_little_endian 1.0",
    `element vertex ${shape.promisedVertices ?? vertices.length}`,
    ...["x", "y", "z"].map((name) => `property float ${name}`),
    ...(extra ? ["property double quality"] : []),
    ...["red", "green", "blue"].map((name) => `property uchar ${name}`),
    `element face ${shape.promisedFaces ?? faces.length}`,
    "property list uchar int vertex_indices",
    ...(extra ? ["element note 2", "property list ushort short words"] : []),
    "end_header",
    "",
  ].join("\n");
  const rows = vertices.map(([x, y, z, ...color]) => {
    const row = Buffer.alloc(12);
    [x, y, z].forEach((value, i) => row.writeFloatLE(value!, 4 * i));
    return Buffer.concat([row, Buffer.alloc(extra ? 8 : 0), Buffer.from(color)]);
  });
  const polygons = faces.map((corners, i) => {
    const row = Buffer.alloc(1 + 4 * corners.length);
    row.writeUInt8(i === 0 ? (shape.corners ?? corners.length) : corners.length);
    corners.forEach((corner, c) => row.writeInt32LE(corner, 1 + 4 * c));
    return row;
  });
  const notes = extra ? Buffer.from([1, 0, 7, 0, 0, 0]) : Buffer.alloc(0);
  return Buffer.concat([Buffer.from(header), ...rows, ...polygons, notes]);
}
