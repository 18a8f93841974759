import type { ExternalFloats } from "./onnx-writer.ts";
import { OnnxGraph } from "./onnx-writer.ts";

const frameSide = 896;
const mapSide = 56;
const channels = 256;
/** Floats of 4 bytes: more than the 128 TB that a process can address. */
const beyondMemory = 2 ** 47;

/** The camera that the contract encoder "reads" off every photo: rows of its matrix, pixels of the 896 frame. */
export const contractCamera = [740.5, 0, 448, 0, 740.5, 336, 0, 0, 1];

/**
 * An encoder with the inputs and outputs of `detany3d/1` that knows nothing of pictures: the image embedding
 * is the picture's 16 x 16 means, the geometry embedding is the nine numbers of the camera in use, so that a
 * mix-up of photos or of cameras shows in the answers. Each of `extraLayers` is a convolution of 0.2 GMAC a
 * photo whose result counts for nothing; with more than `photosMax` photos at once, memory does not suffice.
 * The camera lies at `camera`, outside the model file.
 */
export function contractEncoder(
  camera: ExternalFloats,
  extraLayers: number,
  photosMax: number,
): OnnxGraph {
  const graph = new OnnxGraph("detany3d_contract_encoder");
  const image = graph.input("image", "float32", ["batch", 3, frameSide, frameSide]);
  const intrinsics = graph.input("intrinsics", "float32", ["batch", 3, 3]);
  const useIntrinsics = graph.input("use_intrinsics", "float32", ["batch"]);

  const zero = graph.floats([0]);
  const means = graph.node("AveragePool", [image], { kernel_shape: [16, 16], strides: [16, 16] });
  const firstMean = graph.slice(means, 1, 0, 1);
  const blank = graph.node("Mul", [firstMean, zero]);
  const imageMap = fillChannels(graph, means, 3, blank);

  const predicted = graph.node("Add", [
    graph.node("Mul", [intrinsics, zero]),
    graph.externalFloats(camera, [1, 3, 3]),
  ]);
  const use = graph.node("Unsqueeze", [useIntrinsics, graph.integers([1, 2])]);
  const difference = graph.node("Sub", [intrinsics, predicted]);
  const used = graph.node("Add", [predicted, graph.node("Mul", [use, difference])]);
  const column = graph.node("Reshape", [used, graph.integers([-1, 9, 1, 1])]);
  const spread = graph.node("Add", [column, blank]);
  const geometryMap = fillChannels(graph, spread, 9, blank);

  const map = ["batch", channels, mapSide, mapSide];
  const sameMap = limited(graph, busy(graph, imageMap, extraLayers), photosMax);
  graph.output("image_embeddings", "float32", map, sameMap);
  graph.output("geometry_embeddings", "float32", map, geometryMap);
  graph.output("pred_intrinsics", "float32", ["batch", 3, 3], predicted);
  return graph;
}

function fillChannels(graph: OnnxGraph, first: string, count: number, blank: string): string {
  const repeats = graph.integers([1, channels - count, 1, 1]);
  const rest = graph.node("Tile", [blank, repeats]);
  return graph.node("Concat", [first, rest], { axis: 1 });
}

/** `value` itself, after work that changes nothing: means over all channels, times zero. */
function busy(graph: OnnxGraph, value: string, layers: number): string {
  if (layers === 0) return value;
  const weights = graph.node("Expand", [
    graph.floats([1 / channels]),
    graph.integers([channels, channels, 1, 1]),
  ]);
  let work = value;
  for (let i = 0; i < layers; i++)
    work = graph.node("Conv", [work, weights], { kernel_shape: [1, 1] });
  return graph.node("Add", [value, graph.node("Mul", [work, graph.floats([0])])]);
}

/** `value` itself, after an allocation that no machine can grant when it is of more than `photosMax` photos. */
function limited(graph: OnnxGraph, value: string, photosMax: number): string {
  if (photosMax === Infinity) return value;
  const photos = graph.slice(graph.node("Shape", [value]), 0, 0, 1);
  const tooMany = graph.node("Greater", [photos, graph.integers([photosMax])]);
  const length = graph.node("Where", [
    tooMany,
    graph.integers([beyondMemory]),
    graph.integers([1]),
  ]);
  const zeros = graph.node("ConstantOfShape", [length]);
  return graph.node("Add", [value, graph.slice(zeros, 0, 0, 1)]);
}
