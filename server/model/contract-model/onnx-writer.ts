/*
 * Writes ONNX models: just enough of the protobuf wire format for the small models that the studio's own
 * code paths are tried with. Field numbers are those of onnx.proto (ONNX 1.17, IR 8).
 */

const text = new TextEncoder();

/** Wire types of protobuf. */
const varintWire = 0;
const bytesWire = 2;
const fixed32Wire = 5;

/** ONNX element types (TensorProto.DataType). */
export const elementType = { float32: 1, int64: 7 } as const;
export type ElementType = keyof typeof elementType;

/** An attribute of a node: an integer, a list of integers, or a float said to be one. */
export type Attribute = number | readonly number[] | { readonly float: number };

/** A tensor that a model takes or gives: a number is a fixed extent, a name a free one. */
export type TensorSpec = {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly (number | string)[];
};

/** A graph under construction: every call adds a node or a constant and answers with the name of its output. */
export class OnnxGraph {
  readonly #name: string;
  readonly #nodes: Uint8Array[] = [];
  readonly #constants: Uint8Array[] = [];
  #count = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** Adds a node with one output. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    output = this.#nextName(operator),
  ): string {
    this.#nodes.push(
      message(
        ...inputs.map((input) => string(1, input)),
        string(2, output),
        string(3, `${operator}_${output}`),
        string(4, operator),
        ...Object.entries(attributes).map(([name, value]) => bytes(5, attribute(name, value))),
      ),
    );
    return output;
  }

  /** Adds a constant of 32-bit floats. */
  floats(dims: readonly number[], values: Iterable<number>): string {
    const data = Float32Array.from(values);
    return this.#constant("float32", dims, data.length, new Uint8Array(data.buffer));
  }

  /** Adds a constant of 64-bit integers: a vector. */
  integers(values: readonly number[]): string {
    const data = BigInt64Array.from(values, BigInt);
    return this.#constant("int64", [data.length], data.length, new Uint8Array(data.buffer));
  }

  /** The part of a tensor from `from` to `to` along one axis. */
  slice(input: string, axis: number, from: number, to: number): string {
    const parts = [[from], [to], [axis]].map((values) => this.integers(values));
    return this.node("Slice", [input, ...parts]);
  }

  /** The whole model as a file, for opset 17. */
  model(inputs: readonly TensorSpec[], outputs: readonly TensorSpec[]): Uint8Array {
    const graph = message(
      ...this.#nodes.map((node) => bytes(1, node)),
      string(2, this.#name),
      ...this.#constants.map((constant) => bytes(5, constant)),
      ...inputs.map((spec) => bytes(11, valueInfo(spec))),
      ...outputs.map((spec) => bytes(12, valueInfo(spec))),
    );
    const opset = message(integer(2, 17));
    return message(integer(1, 8), string(2, "gsi-studio"), bytes(7, graph), bytes(8, opset));
  }

  #constant(type: ElementType, dims: readonly number[], length: number, data: Uint8Array): string {
    const expected = dims.reduce((product, dim) => product * dim, 1);
    if (length !== expected)
      throw new RangeError(
        `a constant of shape [${dims.join(", ")}] takes ${expected} numbers, not ${length}`,
      );
    const name = this.#nextName("constant");
    this.#constants.push(
      message(
        ...dims.map((dim) => integer(1, dim)),
        integer(2, elementType[type]),
        string(8, name),
        bytes(9, data),
      ),
    );
    return name;
  }

  #nextName(kind: string): string {
    this.#count += 1;
    return `${kind.toLowerCase()}${this.#count}`;
  }
}

function attribute(name: string, value: Attribute): Uint8Array {
  if (typeof value === "number") return message(string(1, name), integer(3, value), integer(20, 2));
  if ("float" in value) return message(string(1, name), float(2, value.float), integer(20, 1));
  return message(string(1, name), ...value.map((one) => integer(8, one)), integer(20, 7));
}

function valueInfo({ name, type, dims }: TensorSpec): Uint8Array {
  const shape = message(
    ...dims.map((dim) => bytes(1, typeof dim === "string" ? string(2, dim) : integer(1, dim))),
  );
  const tensor = message(integer(1, elementType[type]), bytes(2, shape));
  return message(string(1, name), bytes(2, bytes(1, tensor)));
}

function message(...fields: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(fields);
}

function varint(value: number): Uint8Array {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 0x7fn) {
    out.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  out.push(Number(rest));
  return Uint8Array.from(out);
}

function integer(field: number, value: number): Uint8Array {
  return message(varint(field * 8 + varintWire), varint(value));
}

function bytes(field: number, data: Uint8Array): Uint8Array {
  return message(varint(field * 8 + bytesWire), varint(data.length), data);
}

function string(field: number, value: string): Uint8Array {
  return bytes(field, text.encode(value));
}

function float(field: number, value: number): Uint8Array {
  const data = new Uint8Array(4);
  new DataView(data.buffer).setFloat32(0, value, true);
  return message(varint(field * 8 + fixed32Wire), data);
}
