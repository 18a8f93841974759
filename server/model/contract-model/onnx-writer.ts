const elementTypes = { float32: 1, int64: 7, bool: 9, float16: 10 } as const;
const attributeTypes = { float: 1, int: 2, string: 3, ints: 7 } as const;
/** Where a tensor's bytes lie outside the model file. */
const externalData = 1;
const intermediateRepresentation = 8;

/** What an ONNX tensor holds. */
export type ElementType = keyof typeof elementTypes;
/** A side of a tensor: a number, or the name of one that is known when the model runs. */
export type Dimension = number | string;
/** A whole number, a list of them, a text, or `{ float }`. */
export type Attribute = number | readonly number[] | string | { readonly float: number };
/** Where in a file beside the model the numbers of a tensor lie, in bytes. */
export type ExternalFloats = { readonly file: string; readonly offset: number };

/**
 * An ONNX model in the making. Every value in it is known by its name, which the methods give back; nodes
 * must be added in the order in which they are computed. Field numbers are those of onnx.proto3.
 */
export class OnnxGraph {
  readonly #name: string;
  readonly #nodes: Buffer[] = [];
  readonly #initializers: Buffer[] = [];
  readonly #inputs: Buffer[] = [];
  readonly #outputs: Buffer[] = [];
  #values = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** An input of the model. */
  input(name: string, type: ElementType, shape: readonly Dimension[]): string {
    this.#inputs.push(valueInfo(name, type, shape));
    return name;
  }

  /** Gives a computed value out under a name. */
  output(name: string, type: ElementType, shape: readonly Dimension[], value: string): void {
    this.#addNode("Identity", [value], name, {});
    this.#outputs.push(valueInfo(name, type, shape));
  }

  /** The first output of an operator; an input left out is an empty name. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    const output = this.#nextName();
    this.#addNode(operator, inputs, output, attributes);
    return output;
  }

  /** The values from `from` up to `to` along an axis. */
  slice(value: string, axis: number, from: number, to: number): string {
    const bounds = [from, to, axis].map((number) => this.integers([number]));
    return this.node("Slice", [value, ...bounds]);
  }

  /** A constant of floats. */
  floats(values: readonly number[], shape: readonly number[] = [values.length]): string {
    const data = Buffer.from(Float32Array.from(values).buffer);
    return this.#addInitializer("float32", shape, [bytesField(9, data)]);
  }

  /** A constant of floats whose numbers lie in a file beside the model, little-endian. */
  externalFloats({ file, offset }: ExternalFloats, shape: readonly number[]): string {
    const length = 4 * shape.reduce((product, side) => product * side, 1);
    const entries = Object.entries({ location: file, offset, length });
    return this.#addInitializer("float32", shape, [
      ...entries.map(([key, value]) =>
        message(13, [textField(1, key), textField(2, String(value))]),
      ),
      numberField(14, externalData),
    ]);
  }

  /** A constant of whole numbers. */
  integers(values: readonly number[], shape: readonly number[] = [values.length]): string {
    const data = Buffer.from(BigInt64Array.from(values, BigInt).buffer);
    return this.#addInitializer("int64", shape, [bytesField(9, data)]);
  }

  /** The bytes of the model file. */
  encode(opset: number): Buffer {
    const graph = [
      ...this.#nodes.map((node) => bytesField(1, node)),
      textField(2, this.#name),
      ...this.#initializers.map((tensor) => bytesField(5, tensor)),
      ...this.#inputs.map((value) => bytesField(11, value)),
      ...this.#outputs.map((value) => bytesField(12, value)),
    ];
    return Buffer.concat([
      numberField(1, intermediateRepresentation),
      textField(2, "gsi-studio"),
      message(7, graph),
      message(8, [numberField(2, opset)]),
    ]);
  }

  #addNode(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, Attribute>>,
  ): void {
    this.#nodes.push(
      Buffer.concat([
        ...inputs.map((input) => textField(1, input)),
        textField(2, output),
        textField(3, `${operator}:${output}`),
        textField(4, operator),
        ...Object.entries(attributes).map(([name, value]) => message(5, attribute(name, value))),
      ]),
    );
  }

  #addInitializer(type: ElementType, shape: readonly number[], data: readonly Buffer[]): string {
    const name = this.#nextName();
    this.#initializers.push(
      Buffer.concat([
        ...shape.map((side) => numberField(1, side)),
        numberField(2, elementTypes[type]),
        textField(8, name),
        ...data,
      ]),
    );
    return name;
  }

  #nextName(): string {
    this.#values += 1;
    return `v${this.#values}`;
  }
}

function valueInfo(name: string, type: ElementType, shape: readonly Dimension[]): Buffer {
  const sides = shape.map((side) =>
    message(1, [typeof side === "string" ? textField(2, side) : numberField(1, side)]),
  );
  const tensorType = [numberField(1, elementTypes[type]), message(2, sides)];
  return Buffer.concat([textField(1, name), message(2, [message(1, tensorType)])]);
}

function attribute(name: string, value: Attribute): Buffer[] {
  const [type, data] = attributeValue(value);
  return [textField(1, name), ...data, numberField(20, attributeTypes[type])];
}

function attributeValue(value: Attribute): [keyof typeof attributeTypes, Buffer[]] {
  if (typeof value === "string") return ["string", [textField(4, value)]];
  if (typeof value === "number") return ["int", [numberField(3, value)]];
  if ("float" in value) return ["float", [floatField(2, value.float)]];
  return ["ints", value.map((one) => numberField(8, one))];
}

/** Seven bits a byte, lowest first; a negative number as its 64-bit two's complement. */
function varint(number: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(number));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}

function numberField(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function floatField(field: number, value: number): Buffer {
  return Buffer.concat([varint((field << 3) | 5), Buffer.from(Float32Array.of(value).buffer)]);
}

function bytesField(field: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(bytes.byteLength), bytes]);
}

function textField(field: number, text: string): Buffer {
  return bytesField(field, Buffer.from(text));
}

function message(field: number, parts: readonly Buffer[]): Buffer {
  return bytesField(field, Buffer.concat(parts));
}
