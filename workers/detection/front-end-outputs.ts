import type { InferenceSession } from "onnxruntime-node";
import { AppError } from "#server/errors.ts";

/** What both 2D detectors give: for each query a row of logits, and a box as centre and size in shares of the picture. */
export type FrontEndOutputs = {
  readonly queries: number;
  /** Numbers in a row of logits. */
  readonly row: number;
  readonly logits: Float32Array;
  readonly boxes: Float32Array;
};

/** Reads `logits` [1, Q, row] and `pred_boxes` [1, Q, 4]. Refuses other shapes, and numbers that are none. */
export function frontEndOutputs(
  outputs: InferenceSession.ReturnType,
  path: string,
): FrontEndOutputs {
  const logits = readOutput(outputs, "logits", path);
  const boxes = readOutput(outputs, "pred_boxes", path);
  const [, queries, row] = logits.dims;
  if (boxes.dims[1] !== queries || boxes.dims[2] !== 4)
    throw new AppError(
      "INVALID",
      `${path}: output pred_boxes is [${boxes.dims.join(", ")}] and should be [1, ${queries}, 4]`,
    );
  if (logits.data.some(Number.isNaN) || !boxes.data.every(Number.isFinite))
    throw new AppError(
      "INVALID",
      `${path}: it answers with numbers that are none (NaN): check the export, or use a model of full precision`,
    );
  return { queries, row, logits: logits.data, boxes: boxes.data };
}

function readOutput(outputs: InferenceSession.ReturnType, name: string, path: string) {
  const tensor = outputs[name];
  const [data, dims] = [tensor?.data, tensor?.dims];
  if (!(data instanceof Float32Array) || dims?.length !== 3 || dims[0] !== 1)
    throw new AppError(
      "INVALID",
      `${path}: output ${name} is ${tensor ? `${tensor.type} [${tensor.dims.join(", ")}]` : "missing"} and should be float32 with three sides, the first of them 1`,
    );
  return { data, dims: dims as readonly [number, number, number] };
}

/** The box of a query: centre and size. */
export function boxOf(
  boxes: Float32Array,
  query: number,
): readonly [cx: number, cy: number, w: number, h: number] {
  const at = 4 * query;
  return [boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!];
}

/** A logit as a probability, 0 to 1. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
