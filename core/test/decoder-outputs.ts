import { wrapRadians } from "#core/geometry/angle.ts";
import type { DecoderOutputName, DecoderOutputs } from "#core/detection/decoder-outputs.ts";
import {
  decoderOutputNames,
  decoderOutputWidths,
  hypothesisCount,
} from "#core/detection/decoder-outputs.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { projectBoxBounds, projectPoint } from "#core/geometry/projection.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import { yawFromMatrix } from "#core/metric/gsi-rotation.ts";

/** A box that a made-up decoder sees, and which of the three hypotheses it is. */
export type SeenBox = { readonly box: BoxInCamera; readonly hypothesis?: number };

/**
 * What a faultless decoder would say of boxes wholly in front of a camera `k` of the model's frame: the
 * stated hypothesis is the box itself, the two others are nonsense of lower quality.
 */
export function faultlessOutputs(k: Intrinsics, seen: readonly SeenBox[]): DecoderOutputs {
  const outputs = Object.fromEntries(
    decoderOutputNames.map((name) => [
      name,
      new Float64Array(seen.length * hypothesisCount * decoderOutputWidths[name]).fill(0.3),
    ]),
  ) as Record<DecoderOutputName, Float64Array>;
  seen.forEach(({ box, hypothesis = 1 }, index) => {
    for (const [name, numbers] of Object.entries(heads(k, box))) {
      const key = name as DecoderOutputName;
      outputs[key].set(numbers, (index * hypothesisCount + hypothesis) * decoderOutputWidths[key]);
    }
  });
  return outputs;
}

function heads(k: Intrinsics, box: BoxInCamera): Record<DecoderOutputName, readonly number[]> {
  const [x1, y1, x2, y2] = projectBoxBounds(k, box)!;
  const rect = [(x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1];
  const rotation = matrixFromQuaternion(box.rotation);
  const angle = wrapRadians(yawFromMatrix(rotation) - Math.atan2(rect[0]! - k.cx, k.fx));
  const bin = Math.floor((angle < 0 ? angle + 2 * Math.PI : angle) / (Math.PI / 6)) % 12;
  const inBin = (value: number) => Array.from({ length: 12 }, (_, i) => (i === bin ? value : 0));
  return {
    boxes_2d: rect.map((value) => value / 896),
    centers_2d: projectPoint(k, box.center)!.map((value) => value / 896),
    depth_log: [Math.log(box.center[2])],
    depth_log_variance: [Math.log(0.1)],
    dims_log: box.size.map(Math.log),
    alpha_logits: inBin(4),
    alpha_residuals: inBin(angle - (bin * Math.PI) / 6),
    // Stretched and slanted, as a network gives them.
    rot6d: [
      ...rotation[0].map((value) => 2 * value),
      ...rotation[1].map((value, i) => 3 * value + 0.5 * rotation[0][i]!),
    ],
    iou: [0.9],
  };
}
