import { describe, expect, it } from "vitest";
import type { GraphSignature, TensorFound } from "./graph-signature.ts";
import {
  detAny3dDecoder,
  detAny3dEncoder,
  groundingDino,
  owlV2,
  signatureProblems,
} from "./graph-signature.ts";

/** A graph that keeps to a signature: open sides by their names. */
function graphOf(signature: GraphSignature) {
  const found = (tensors: GraphSignature["inputs"]): TensorFound[] =>
    tensors.map(({ name, type, sides }) => ({
      name,
      type,
      shape: sides.map((side) => side ?? "any"),
    }));
  return { inputs: found(signature.inputs), outputs: found(signature.outputs) };
}

describe("signatureProblems", () => {
  it.each([detAny3dEncoder, detAny3dDecoder, groundingDino, owlV2])(
    "finds nothing in a graph that keeps to its signature",
    (signature) => expect(signatureProblems(signature, graphOf(signature))).toEqual([]),
  );

  it("allows further outputs and open sides", () => {
    const graph = graphOf(detAny3dEncoder);
    graph.outputs.push({ name: "depth", type: "float32", shape: ["batch", 672, 896] });
    graph.outputs[0] = { ...graph.outputs[0]!, shape: [-1, "channels", 56, 56] };
    expect(signatureProblems(detAny3dEncoder, graph)).toEqual([]);
  });

  it.each<[string, (image: TensorFound) => TensorFound[], string]>([
    ["a missing input", () => [], "it has no input image"],
    [
      "a wrong type",
      (image) => [{ ...image, type: "float16" }],
      "input image is float16 and should be float32",
    ],
    [
      "a wrong rank",
      (image) => [{ ...image, shape: [3, 896, 896] }],
      "input image has 3 sides and should have 4",
    ],
    [
      "a wrong side",
      (image) => [{ ...image, shape: ["batch", 3, 896, 672] }],
      "input image: side 3 is 672 and should be 896",
    ],
    [
      "a fixed batch",
      (image) => [{ ...image, shape: [1, 3, 896, 896] }],
      "input image: side 0 is 1 and should be left open (batch)",
    ],
    [
      "an unknown input",
      (image) => [image, { name: "depth", type: "float32", shape: [] }],
      "it wants an input depth, which the contract does not have",
    ],
  ])("names %s", (_, change, problem) => {
    const { inputs, outputs } = graphOf(detAny3dEncoder);
    const [image, ...rest] = inputs;
    expect(
      signatureProblems(detAny3dEncoder, { inputs: [...change(image!), ...rest], outputs }),
    ).toEqual([problem]);
  });

  it("names a missing output", () => {
    const graph = graphOf(detAny3dDecoder);
    const outputs = graph.outputs.filter(({ name }) => name !== "rot6d");
    expect(signatureProblems(detAny3dDecoder, { ...graph, outputs })).toEqual([
      "it has no output rot6d",
    ]);
  });
});
