import { AppError } from "../errors.ts";

/** The number types of PLY, with their size in bytes and how a little-endian view reads them. */
const types = {
  int8: { bytes: 1, read: (view: DataView, at: number) => view.getInt8(at) },
  uint8: { bytes: 1, read: (view: DataView, at: number) => view.getUint8(at) },
  int16: { bytes: 2, read: (view: DataView, at: number) => view.getInt16(at, true) },
  uint16: { bytes: 2, read: (view: DataView, at: number) => view.getUint16(at, true) },
  int32: { bytes: 4, read: (view: DataView, at: number) => view.getInt32(at, true) },
  uint32: { bytes: 4, read: (view: DataView, at: number) => view.getUint32(at, true) },
  float32: { bytes: 4, read: (view: DataView, at: number) => view.getFloat32(at, true) },
  float64: { bytes: 8, read: (view: DataView, at: number) => view.getFloat64(at, true) },
} as const;

const shortNames: Record<string, keyof typeof types> = {
  char: "int8",
  uchar: "uint8",
  short: "int16",
  ushort: "uint16",
  int: "int32",
  uint: "uint32",
  float: "float32",
  double: "float64",
};

export type PlyNumber = (typeof types)[keyof typeof types];

export type PlyProperty = {
  name: string;
  /** Type of the value, or of each item of a list. */
  value: PlyNumber;
  /** Type of a list's length; null for a single value. */
  count: PlyNumber | null;
};

export type PlyElement = { name: string; count: number; properties: PlyProperty[] };

export type PlyHeader = {
  format: "ascii" | "binary_little_endian";
  elements: PlyElement[];
  /** Where the data begins in the file. */
  dataStart: number;
};

/** Longest header that is looked for. */
export const plyHeaderBytesMax = 65536;

/** Reads a PLY header from the beginning of a file. */
export function parsePlyHeader(head: Buffer): PlyHeader {
  const text = head.toString("latin1");
  if (!/^ply\r?\n/.test(text)) throw bad("the file is not a PLY mesh");
  const end = /(?:^|\n)end_header\r?\n/.exec(text);
  if (!end) throw bad("the header has no end: the file is cut off or damaged");
  const elements: PlyElement[] = [];
  let format: PlyHeader["format"] | null = null;
  for (const line of text.slice(0, end.index).split(/\r?\n/).slice(1)) {
    const [keyword, ...words] = line.trim().split(/\s+/);
    if (keyword === "format") format = formatOf(words[0]);
    else if (keyword === "element") {
      const element = elementOf(words);
      if (elements.some(({ name }) => name === element.name))
        throw bad(`the header has element "${clip(element.name)}" twice`);
      elements.push(element);
    } else if (keyword === "property") {
      const element = elements.at(-1);
      if (!element) throw bad("a property stands before the first element");
      element.properties.push(propertyOf(words));
    }
  }
  if (!format) throw bad("the header names no format");
  return { format, elements, dataStart: end.index + end[0].length };
}

/**
 * Least bytes that one row of the element takes in the file: what a header may promise is measured by it,
 * before anything is allocated.
 */
export function leastRowBytes(element: PlyElement, format: PlyHeader["format"]): number {
  if (format === "ascii") return 2 * Math.max(1, element.properties.length);
  return element.properties.reduce((sum, { count, value }) => sum + (count ?? value).bytes, 0);
}

function formatOf(word: string | undefined): PlyHeader["format"] {
  if (word === "ascii" || word === "binary_little_endian") return word;
  throw bad(
    `the format "${clip(word)}" is not supported: save the mesh as binary_little_endian or ascii`,
  );
}

function elementOf([name, count]: string[]): PlyElement {
  if (!name || !count || !/^\d{1,15}$/.test(count))
    throw bad(`element "${clip(name)}" has no sensible count ("${clip(count)}")`);
  return { name, count: Number(count), properties: [] };
}

function propertyOf(words: string[]): PlyProperty {
  const isList = words[0] === "list";
  const [count, value, name] = isList ? words.slice(1) : [undefined, ...words];
  if (!name) throw bad("a property has no name");
  return { name, value: typeOf(value, name), count: isList ? typeOf(count, name) : null };
}

function typeOf(word: string | undefined, property: string): PlyNumber {
  const name = shortNames[word ?? ""] ?? word;
  if (name !== undefined && Object.hasOwn(types, name)) return types[name as keyof typeof types];
  throw bad(`property "${clip(property)}" has an unknown type "${clip(word)}"`);
}

function clip(word: string | undefined): string {
  return (word ?? "").slice(0, 40);
}

function bad(message: string): AppError {
  return new AppError("INVALID", message);
}
