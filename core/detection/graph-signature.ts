import { decoderOutputNames, decoderOutputWidths, hypothesisCount } from "./decoder-outputs.ts";

/** The kinds of number that go into and come out of the graphs. */
export type TensorType = "float32" | "int64";

/**
 * What a graph must take or give under a name. A side is a number; a name where the graph must leave it open
 * (`batch`, `prompts`); or null where both will do.
 */
export type TensorSignature = {
  readonly name: string;
  readonly type: TensorType;
  readonly sides: readonly (number | string | null)[];
};

/** What a graph takes, all of it and nothing else, and what it gives, at the least. */
export type GraphSignature = {
  readonly inputs: readonly TensorSignature[];
  readonly outputs: readonly TensorSignature[];
};

/** What a graph says of an input or output: an open side is a text or -1. */
export type TensorFound = {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
};

const float = (name: string, ...sides: TensorSignature["sides"]): TensorSignature => ({
  name,
  type: "float32",
  sides,
});
const whole = (name: string, ...sides: TensorSignature["sides"]): TensorSignature => ({
  name,
  type: "int64",
  sides,
});

const maps = [
  float("image_embeddings", "batch", 256, 56, 56),
  float("geometry_embeddings", "batch", 256, 56, 56),
];

/** The encoder of `detany3d/1`: once for each photo. */
export const detAny3dEncoder: GraphSignature = {
  inputs: [
    float("image", "batch", 3, 896, 896),
    float("intrinsics", "batch", 3, 3),
    float("use_intrinsics", "batch"),
  ],
  outputs: [...maps, float("pred_intrinsics", "batch", 3, 3)],
};

/** The decoder of `detany3d/1`: once for each lot of prompts. */
export const detAny3dDecoder: GraphSignature = {
  inputs: [
    ...maps,
    whole("prompt_image_index", "prompts"),
    float("prompt_coords", "prompts", 2, 2),
    whole("prompt_labels", "prompts", 2),
  ],
  outputs: decoderOutputNames.map((name) =>
    name === "iou"
      ? float(name, "prompts", hypothesisCount)
      : float(name, "prompts", hypothesisCount, decoderOutputWidths[name]),
  ),
};

/** The one graph of `grounding-dino/1`, as transformers.js takes it. */
export const groundingDino: GraphSignature = {
  inputs: [
    float("pixel_values", null, 3, null, null),
    whole("pixel_mask", null, null, null),
    whole("input_ids", null, null),
    whole("token_type_ids", null, null),
    whole("attention_mask", null, null),
  ],
  outputs: [float("logits", null, null, null), float("pred_boxes", null, null, 4)],
};

/** The one graph of `owlv2/1`, as transformers.js takes it. */
export const owlV2: GraphSignature = {
  inputs: [
    whole("input_ids", null, null),
    float("pixel_values", null, 3, null, null),
    whole("attention_mask", null, null),
  ],
  outputs: [float("logits", null, null, null), float("pred_boxes", null, null, 4)],
};

/** In what a graph differs from its signature, by name; nothing when it keeps to it. */
export function signatureProblems(
  signature: GraphSignature,
  found: { readonly inputs: readonly TensorFound[]; readonly outputs: readonly TensorFound[] },
): string[] {
  const asked = new Set(signature.inputs.map(({ name }) => name));
  return [
    ...found.inputs
      .filter(({ name }) => !asked.has(name))
      .map(({ name }) => `it wants an input ${name}, which the contract does not have`),
    ...signature.inputs.flatMap((one) => tensorProblems("input", one, found.inputs)),
    ...signature.outputs.flatMap((one) => tensorProblems("output", one, found.outputs)),
  ];
}

function tensorProblems(
  kind: "input" | "output",
  { name, type, sides }: TensorSignature,
  all: readonly TensorFound[],
): string[] {
  const found = all.find((one) => one.name === name);
  if (!found) return [`it has no ${kind} ${name}`];
  if (found.type !== type) return [`${kind} ${name} is ${found.type} and should be ${type}`];
  if (found.shape.length !== sides.length)
    return [`${kind} ${name} has ${found.shape.length} sides and should have ${sides.length}`];
  return sides.flatMap((side, index) => {
    const has = found.shape[index];
    const isFixed = typeof has === "number" && has >= 0;
    if (side === null || (typeof side === "number" ? !isFixed || has === side : !isFixed))
      return [];
    const wanted = typeof side === "number" ? side : `left open (${side})`;
    return [`${kind} ${name}: side ${index} is ${has} and should be ${wanted}`];
  });
}
