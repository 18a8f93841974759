import { OnnxGraph } from "./onnx-writer.ts";

const frameSide = 896;
const hypotheses = 3;
const boxLabel = 2;

/** What the contract decoder "knows" of objects: everything is a metre tall, and so on, by hypothesis. */
export const contractDecoderConstants = {
  heightMeters: 1,
  /** Half of the side of the square that stands for a point prompt, pixels of the 896 frame. */
  pointHalfPixels: 16,
  depthFactors: [1, 2, 0.5],
  /** Turns about the y axis, radians. */
  turnsRadians: [0, Math.PI / 6, -Math.PI / 4],
  angleBins: [0, 1, 11],
  angleOffsetsRadians: [0.05, -0.1, 0.2],
  /** Quality is the logistic of `qualitySlope` times (width - height) in pixels: wide boxes like hypothesis 0. */
  qualitySlope: 8 / frameSide,
  /** The same for hypothesis 2, whatever the box. */
  lastQuality: -4,
  /** The logarithm of the depth's spread, and what the photo's top left (mean, normalised) adds to it. */
  spread: { logVariance: -2, photoShare: 0.1 },
} as const;

/**
 * A decoder with the inputs and outputs of `detany3d/1` whose answers follow from the prompt by the pinhole
 * rule; of the photo it knows only how bright its top left is, which shows in the spread of the depth and
 * nowhere else. The middle plane of a box projects onto the prompt's rectangle exactly, so the whole way from
 * a photo to a box can be checked without stored numbers. The six numbers of a rotation are neither of unit
 * length nor at right angles, and offsets of bins that are not the best are far off: who decodes carelessly
 * is found out.
 */
export function contractDecoder(): OnnxGraph {
  const known = contractDecoderConstants;
  const graph = new OnnxGraph("detany3d_contract_decoder");
  const map = ["batch", 256, 56, 56];
  const image = graph.input("image_embeddings", "float32", map);
  const geometry = graph.input("geometry_embeddings", "float32", map);
  const imageIndex = graph.input("prompt_image_index", "int64", ["prompts"]);
  const coords = graph.input("prompt_coords", "float32", ["prompts", 2, 2]);
  const labels = graph.input("prompt_labels", "int64", ["prompts", 2]);

  const ofPhoto = (map: string, numbers: number) => {
    const corner = graph.slice(graph.slice(graph.slice(map, 1, 0, numbers), 2, 0, 1), 3, 0, 1);
    const rows = graph.node("Reshape", [corner, graph.integers([-1, numbers])]);
    return graph.node("Gather", [rows, imageIndex], { axis: 0 });
  };
  const camera = ofPhoto(geometry, 9);
  const fx = graph.slice(camera, 1, 0, 1);
  const fy = graph.slice(camera, 1, 4, 5);

  const rect = rectOfPrompt(graph, coords, labels);
  // From edges to centre and size.
  const toCenter = [0.5, 0, -1, 0, 0, 0.5, 0, -1, 0.5, 0, 1, 0, 0, 0.5, 0, 1];
  const centerAndSize = graph.node("MatMul", [rect, graph.floats(toCenter, [4, 4])]);
  const width = graph.slice(centerAndSize, 1, 2, 3);
  const height = graph.slice(centerAndSize, 1, 3, 4);
  const shares = graph.node("Div", [centerAndSize, graph.floats([frameSide])]);
  const boxes = perHypothesis(graph, shares);

  const meters = graph.node("Mul", [fy, graph.floats([known.heightMeters])]);
  const firstDepth = graph.node("Div", [meters, height]);
  const depth = graph.node("Mul", [firstDepth, graph.floats([...known.depthFactors], [1, 3])]);
  const logDepth = column(graph, graph.node("Log", [depth]));
  const extent = (pixels: string, focal: string) =>
    column(graph, graph.node("Div", [graph.node("Mul", [depth, pixels]), focal]));
  const w = extent(width, fx);
  const size = graph.node("Concat", [w, extent(height, fy), w], { axis: 2 });

  const none = graph.node("Mul", [logDepth, graph.floats([0])]);
  const constant = (rows: readonly (readonly number[])[]) => {
    const shape = [1, hypotheses, rows[0]?.length ?? 0];
    return graph.node("Add", [none, graph.floats(rows.flat(), shape)]);
  };
  const bins = (best: (hypothesis: number) => number, other: number) =>
    constant(
      known.angleBins.map((bin, hypothesis) =>
        Array.from({ length: 12 }, (_, index) => (index === bin ? best(hypothesis) : other)),
      ),
    );

  const slope = known.qualitySlope;
  const preference = [0, 0, 0, 0, 0, 0, slope, -slope, 0, -slope, slope, 0];
  const leaning = graph.node("MatMul", [centerAndSize, graph.floats(preference, [4, 3])]);
  const quality = graph.node("Add", [leaning, graph.floats([0, 0, known.lastQuality])]);

  const give = (name: string, length: number, value: string) =>
    graph.output(name, "float32", ["prompts", hypotheses, length], value);
  give("boxes_2d", 4, boxes);
  give("centers_2d", 2, graph.slice(boxes, 2, 0, 2));
  give("depth_log", 1, logDepth);
  const { logVariance, photoShare } = known.spread;
  const shift = graph.node("Mul", [ofPhoto(image, 1), graph.floats([photoShare])]);
  const spreads = constant([[logVariance], [logVariance], [logVariance]]);
  give("depth_log_variance", 1, graph.node("Add", [spreads, column(graph, shift)]));
  give("dims_log", 3, graph.node("Log", [size]));
  give(
    "alpha_logits",
    12,
    bins(() => 5, -1),
  );
  give(
    "alpha_residuals",
    12,
    bins((hypothesis) => known.angleOffsetsRadians[hypothesis]!, 9),
  );
  give("rot6d", 6, constant(known.turnsRadians.map(sixNumbersOfTurn)));
  graph.output("iou", "float32", ["prompts", hypotheses], graph.node("Sigmoid", [quality]));
  return graph;
}

/** Edges of the prompt's rectangle; a point stands for a square around it. */
function rectOfPrompt(graph: OnnxGraph, coords: string, labels: string): string {
  const half = contractDecoderConstants.pointHalfPixels;
  const edges = graph.node("Reshape", [coords, graph.integers([-1, 4])]);
  const twice = graph.floats([1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0], [4, 4]);
  const point = graph.node("MatMul", [edges, twice]);
  const square = graph.node("Add", [point, graph.floats([-half, -half, half, half])]);
  const isBox = graph.node("Equal", [graph.slice(labels, 1, 0, 1), graph.integers([boxLabel])]);
  return graph.node("Where", [isBox, edges, square]);
}

function perHypothesis(graph: OnnxGraph, value: string): string {
  const row = graph.node("Unsqueeze", [value, graph.integers([1])]);
  return graph.node("Tile", [row, graph.integers([1, hypotheses, 1])]);
}

function column(graph: OnnxGraph, value: string): string {
  return graph.node("Unsqueeze", [value, graph.integers([2])]);
}

/** A turn about y as the rotation head says it, lengthened and out of square: Gram-Schmidt gives the turn back. */
function sixNumbersOfTurn(radians: number): number[] {
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return [1.5 * cos, 0, 1.5 * sin, 0.3 * cos, 2, 0.3 * sin];
}
