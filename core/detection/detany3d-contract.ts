import { decoderOutputNames, decoderOutputWidths, hypothesisCount } from "./decoder-outputs.ts";

/** A tensor that a graph takes or gives: a number is a fixed extent, a name one that may vary. */
export type TensorContract = {
  readonly name: string;
  readonly type: "float32" | "int64";
  readonly dims: readonly (number | string)[];
};

/** What a graph takes and gives. */
export type GraphContract = {
  readonly inputs: readonly TensorContract[];
  readonly outputs: readonly TensorContract[];
};

const side = 896;
const embedding = ["batch", 256, 56, 56] as const;

const float = (name: string, dims: readonly (number | string)[]): TensorContract => ({
  name,
  type: "float32",
  dims,
});

/**
 * The encoder of contract `detany3d/1`, run once per photo: the normalised picture in the 896 frame, zeros
 * right and below; the camera in pixels of that frame (K, rows) and whether to use it (1) or the one that the
 * model reads off the photo (0).
 */
export const detany3dEncoder: GraphContract = {
  inputs: [
    float("image", ["batch", 3, side, side]),
    float("intrinsics", ["batch", 3, 3]),
    float("use_intrinsics", ["batch"]),
  ],
  outputs: [
    float("image_embeddings", embedding),
    float("geometry_embeddings", embedding),
    float("pred_intrinsics", ["batch", 3, 3]),
  ],
};

/** The decoder of contract `detany3d/1`, run per list of prompts; `prompt_image_index` says whose photo a prompt is about. */
export const detany3dDecoder: GraphContract = {
  inputs: [
    float("image_embeddings", embedding),
    float("geometry_embeddings", embedding),
    { name: "prompt_image_index", type: "int64", dims: ["prompts"] },
    float("prompt_coords", ["prompts", 2, 2]),
    { name: "prompt_labels", type: "int64", dims: ["prompts", 2] },
  ],
  outputs: decoderOutputNames.map((name) =>
    float(
      name,
      name === "iou"
        ? ["prompts", hypothesisCount]
        : ["prompts", hypothesisCount, decoderOutputWidths[name]],
    ),
  ),
};

/** Means and standard deviations of the red, green and blue of a picture, 0 to 255, by which it is normalised. */
export const pixelMeans = [123.675, 116.28, 103.53] as const;
export const pixelDeviations = [58.395, 57.12, 57.375] as const;
