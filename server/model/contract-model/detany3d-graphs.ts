import { decoderOutputWidths } from "#core/detection/decoder-outputs.ts";
import { detany3dDecoder, detany3dEncoder } from "#core/detection/detany3d-contract.ts";
import { OnnxGraph } from "./onnx-writer.ts";

const cells = 56;
const cellPixels = 16;
const embeddingChannels = 256;
const side = cells * cellPixels;

/** The camera that the contract model claims to read off every photo, pixels of the 896 frame, K in rows. */
export const predictedCamera = [740.5, 0, 448, 0, 740.5, 336, 0, 0, 1] as const;
/** Every thing is taken to be so high, metres; the hypotheses lie at these multiples of the depth that follows. */
const heightMeters = 1;
const depthFactors = [1, 2, 0.5];
/** Turns of the hypotheses about the camera's y axis, degrees. */
export const turnsDegrees = [0, 30, -45] as const;
const angleBins = [0, 1, 11];
const angleOffsets = [0.05, -0.1, 0.2];
/** Half the side of the square that a point stands for, pixels of the 896 frame. */
export const pointReach = 16;

/**
 * An encoder that follows contract `detany3d/1` and knows nothing: the first three channels of the image
 * embedding are the picture averaged over 16 x 16 pixels, the first nine of the geometry embedding are the
 * camera in use. `work` adds so many convolutions whose result counts for nothing: about 2 GMAC each.
 */
export function contractEncoder(work = 0): Uint8Array {
  const graph = new OnnxGraph("detany3d_encoder_contract");
  const zero = graph.floats([1], [0]);
  const pooled = graph.node("AveragePool", ["image"], {
    kernel_shape: [cellPixels, cellPixels],
    strides: [cellPixels, cellPixels],
  });
  const widened = (channels: string, count: number) =>
    graph.node("Pad", [channels, graph.integers([0, 0, 0, 0, 0, embeddingChannels - count, 0, 0])]);
  let image = widened(pooled, 3);
  if (work > 0) {
    const taps = embeddingChannels * embeddingChannels * 9;
    const weights = graph.floats(
      [embeddingChannels, embeddingChannels, 3, 3],
      Array.from({ length: taps }, (_, tap) => ((tap % 17) - 8) / 4096),
    );
    let layer = image;
    for (let i = 0; i < work; i += 1)
      layer = graph.node("Conv", [layer, weights], { pads: [1, 1, 1, 1] });
    image = graph.node("Add", [image, graph.node("Mul", [layer, zero])]);
  }
  graph.node("Identity", [image], {}, "image_embeddings");

  const none = graph.node("Mul", ["intrinsics", zero]);
  graph.node("Add", [none, graph.floats([1, 3, 3], predictedCamera)], {}, "pred_intrinsics");
  const use = graph.node("Unsqueeze", ["use_intrinsics", graph.integers([1, 2])]);
  const difference = graph.node("Sub", ["intrinsics", "pred_intrinsics"]);
  const used = graph.node("Add", ["pred_intrinsics", graph.node("Mul", [difference, use])]);
  const column = graph.node("Reshape", [used, graph.integers([-1, 9, 1, 1])]);
  const spread = graph.node("Tile", [column, graph.integers([1, 1, cells, cells])]);
  graph.node("Identity", [widened(spread, 9)], {}, "geometry_embeddings");
  return graph.model(detany3dEncoder.inputs, detany3dEncoder.outputs);
}

/**
 * A decoder that follows contract `detany3d/1` with a rule in place of knowledge: a thing is one metre high,
 * so its depth follows from the height of its rectangle, and its width from the rectangle's. A box of the
 * first hypothesis therefore projects back onto its prompt exactly, by the plane through its middle. The
 * first hypothesis is best for things wider than high, the second for the others; the spread of the depth
 * shows the first pixel of the photo that the prompt is about.
 */
export function contractDecoder(): Uint8Array {
  const graph = new OnnxGraph("detany3d_decoder_contract");
  const zero = graph.floats([1], [0]);
  const stack = (parts: readonly string[]) => {
    const axis = graph.integers([2]);
    return graph.node(
      "Concat",
      parts.map((part) => graph.node("Unsqueeze", [part, axis])),
      { axis: 2 },
    );
  };
  const ofPhoto = (embedding: string, channels: number) => {
    const corner = graph.slice(
      graph.slice(graph.slice(embedding, 1, 0, channels), 2, 0, 1),
      3,
      0,
      1,
    );
    const rows = graph.node("Reshape", [corner, graph.integers([-1, channels])]);
    return graph.node("Gather", [rows, "prompt_image_index"], { axis: 0 });
  };
  const camera = ofPhoto("geometry_embeddings", 9);
  const fx = graph.slice(camera, 1, 0, 1);
  const fy = graph.slice(camera, 1, 4, 5);

  const coords = graph.node("Reshape", ["prompt_coords", graph.integers([-1, 4])]);
  const isRect = graph.node("Equal", [graph.slice("prompt_labels", 1, 0, 1), graph.integers([2])]);
  const around = graph.node("Add", [
    graph.node("MatMul", [
      coords,
      graph.floats([4, 4], [1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
    ]),
    graph.floats([4], [-pointReach, -pointReach, pointReach, pointReach]),
  ]);
  const rect = graph.node("Where", [isRect, coords, around]);
  // Left, top, right, bottom to centre x, centre y, width, height.
  const centered = graph.node("MatMul", [
    rect,
    graph.floats([4, 4], [0.5, 0, -1, 0, 0, 0.5, 0, -1, 0.5, 0, 1, 0, 0, 0.5, 0, 1]),
  ]);
  const shares = graph.node("Unsqueeze", [
    graph.node("Div", [centered, graph.floats([1], [side])]),
    graph.integers([1]),
  ]);
  graph.node("Tile", [shares, graph.integers([1, 3, 1])], {}, "boxes_2d");
  graph.node("Identity", [graph.slice("boxes_2d", 2, 0, 2)], {}, "centers_2d");

  const width = graph.slice(centered, 1, 2, 3);
  const height = graph.slice(centered, 1, 3, 4);
  const nearest = graph.node("Div", [
    graph.node("Mul", [fy, graph.floats([1], [heightMeters])]),
    height,
  ]);
  const depth = graph.node("Mul", [nearest, graph.floats([1, 3], depthFactors)]);
  graph.node("Unsqueeze", [graph.node("Log", [depth]), graph.integers([2])], {}, "depth_log");
  const across = graph.node("Div", [graph.node("Mul", [depth, width]), fx]);
  const down = graph.node("Div", [graph.node("Mul", [depth, height]), fy]);
  graph.node("Log", [stack([across, down, across])], {}, "dims_log");

  const none = graph.node("Mul", ["depth_log", zero]);
  const shade = graph.node("Unsqueeze", [
    graph.slice(ofPhoto("image_embeddings", 3), 1, 0, 1),
    graph.integers([2]),
  ]);
  graph.node("Add", [none, shade], {}, "depth_log_variance");
  const everywhere = (name: "rot6d" | "alpha_logits" | "alpha_residuals", values: number[]) =>
    graph.node("Add", [none, graph.floats([1, 3, decoderOutputWidths[name]], values)], {}, name);
  // Rows of a rotation, neither unit nor orthogonal: the reader has to make them so.
  everywhere(
    "rot6d",
    turnsDegrees.flatMap((degrees) => {
      const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      return [2 * c, 0, 2 * s, 0.3 * c, 3, 0.3 * s];
    }),
  );
  // Offsets of the other bins are absurd: whoever takes one of them is found out.
  everywhere(
    "alpha_logits",
    angleBins.flatMap((best) => bins((bin) => (bin === best ? 5 : -1))),
  );
  everywhere(
    "alpha_residuals",
    angleBins.flatMap((best, j) => bins((bin) => (bin === best ? angleOffsets[j]! : 9))),
  );
  const slope = 8 / side;
  const merit = graph.node("Add", [
    graph.node("MatMul", [
      centered,
      graph.floats([4, 3], [0, 0, 0, 0, 0, 0, slope, -slope, 0, -slope, slope, 0]),
    ]),
    graph.floats([3], [0, 0, -4]),
  ]);
  graph.node("Sigmoid", [merit], {}, "iou");
  return graph.model(detany3dDecoder.inputs, detany3dDecoder.outputs);
}

function bins(value: (bin: number) => number): number[] {
  return Array.from({ length: 12 }, (_, bin) => value(bin));
}
