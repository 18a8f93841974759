import { decodeDetections } from "#core/detection/decode-detections.ts";
import type { DecoderOutputName } from "#core/detection/decoder-outputs.ts";
import { decoderOutputNames } from "#core/detection/decoder-outputs.ts";
import type { Detection, PhotoDetections } from "#core/detection/detection.ts";
import { modelFrame } from "#core/detection/model-frame.ts";
import type { Removal } from "#core/detection/removal.ts";
import { removal } from "#core/detection/removal.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { quaternionFromMatrix, rotationError } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import type { BoxAnswer, DetectAnswer, TensorAnswer } from "./detany3d-protocol.ts";
import type { DetectionRequest } from "./detector-3d.ts";
import { ServiceFault } from "../http/service-fault.ts";

const rotationErrorMax = 1e-3;

/** What a service's answer says about the photo it was asked about. */
export function answeredDetections(
  answer: DetectAnswer,
  request: DetectionRequest,
): PhotoDetections {
  const keys = request.prompts.map(({ key }) => key);
  mustCount("keys", answer.keys.length, keys.length);
  const strange = answer.keys.findIndex((key, index) => key !== keys[index]);
  if (strange !== -1) throw wrong(`keys[${strange}] is not that of prompt ${strange}`);
  return answer.kind === "tensors" ? decode(answer, request) : gather(answer, request);
}

function decode(answer: TensorAnswer, request: DetectionRequest): PhotoDetections {
  const frame = modelFrame(request.intrinsics);
  for (const name of ["resized", "content"] as const) {
    const [width, height] = answer.frame[name];
    mustBe(`frame.${name}`, [width, height], [frame[name].width, frame[name].height]);
  }
  mustBe("frame.crop", answer.frame.crop, [frame.crop.x, frame.crop.y]);
  for (const name of decoderOutputNames) {
    mustCount(name, answer.tensors[name].length, request.prompts.length);
  }
  const outputs = Object.fromEntries(
    decoderOutputNames.map((name) => [name, (answer.tensors[name] as number[][][]).flat(2)]),
  ) as Record<DecoderOutputName, number[]>;
  const [[fx, , cx], [, fy, cy]] = answer.pred_intrinsics;
  const predicted = { fx, fy, cx, cy };
  return decodeDetections(outputs, request.prompts, frame, predicted, request.intrinsicsMode);
}

function gather(answer: BoxAnswer, { prompts }: DetectionRequest): PhotoDetections {
  const { intrinsics, predictedIntrinsics } = answer;
  mustCount("boxes", answer.boxes.length, prompts.length);
  const detections: Detection[] = [];
  const removed: Removal[] = [];
  prompts.forEach((prompt, index) => {
    const answered = answer.boxes[index];
    if (!answered) {
      removed.push(removal(prompt, "not-finite", "the service has no box for it"));
      return;
    }
    const { center, size, rotation, ...rest } = answered;
    const error = rotationError(rotation);
    if (!(error <= rotationErrorMax)) {
      throw wrong(`boxes[${index}].rotation is no rotation (off by ${error})`);
    }
    const box = orientedBox(point<"Camera">(...center), size, quaternionFromMatrix(rotation));
    detections.push({ prompt, ...rest, box });
  });
  return { detections, removed, intrinsics, predictedIntrinsics };
}

function mustCount(what: string, count: number, expected: number): void {
  if (count !== expected) throw wrong(`${what} are ${count}, not ${expected} as the prompts`);
}

function mustBe(what: string, [x, y]: readonly number[], [u, v]: readonly number[]): void {
  if (x !== u || y !== v) {
    throw wrong(
      `${what} is ${x}, ${y} and not ${u}, ${v}: the service prepares photos in another way`,
    );
  }
}

function wrong(what: string): ServiceFault {
  return new ServiceFault(`an answer that does not fit the question: ${what}`, false);
}
