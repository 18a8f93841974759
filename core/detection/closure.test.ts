import * as fc from "fast-check";
import { expect, test } from "vitest";
import { projectPoint } from "#core/geometry/projection.ts";
import { point } from "#core/geometry/space.ts";
import { decodeDetections } from "./decode-detections.ts";
import type { DecoderOutputs } from "./decoder-outputs.ts";
import type { ModelFrame } from "./model-frame.ts";
import { modelFrame } from "./model-frame.ts";
import { promptAsGiven, promptInModelFrame } from "./model-prompt.ts";
import type { Prompt } from "./prompt.ts";

/** What a detector says that takes every rectangle for a thing one metre high, turned towards the camera and as deep as wide. */
function answerTo(frame: ModelFrame, prompt: Prompt): DecoderOutputs {
  const [x1, y1, x2, y2] = promptInModelFrame(frame, prompt, { promptExpand: 0 }).coords;
  const { fx, fy } = frame.intrinsics;
  const [u, v, across, down] = [(x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1];
  const depth = fy / down;
  const width = (across * depth) / fx;
  const thrice = (numbers: readonly number[]) =>
    Float32Array.from([...numbers, ...numbers, ...numbers]);
  const bins = Array.from({ length: 12 }, () => 0);
  return {
    boxes_2d: thrice([u, v, across, down].map((value) => value / 896)),
    centers_2d: thrice([u / 896, v / 896]),
    depth_log: thrice([Math.log(depth)]),
    depth_log_variance: thrice([-2]),
    dims_log: thrice([Math.log(width), 0, Math.log(width)]),
    alpha_logits: thrice(bins),
    alpha_residuals: thrice(bins),
    rot6d: thrice([1, 0, 0, 0, 1, 0]),
    iou: thrice([0.5]),
  };
}

test.for([
  { fx: 1602.3, fy: 1603.1, cx: 961.2, cy: 718.9, width: 1920, height: 1440 },
  { fx: 1205, fy: 1206, cx: 876.4, cy: 584.1, width: 1752, height: 1168 },
  { fx: 1500, fy: 1510, cx: 700, cy: 930, width: 1439, height: 1920 },
])("a prompt in a $width x $height photo comes back through the photo's own camera", (photo) => {
  const frame = modelFrame(photo);
  const share = fc.double({ min: 0.02, max: 0.6, noNaN: true });
  const length = fc.double({ min: 0.03, max: 0.38, noNaN: true });
  fc.assert(
    fc.property(share, share, length, length, (x, y, w, h) => {
      const [left, top] = [x * photo.width, y * photo.height];
      const prompt: Prompt = {
        key: "a",
        label: "chair",
        score: 1,
        place: {
          kind: "rect",
          rect: [left, top, left + w * photo.width, top + h * photo.height],
        },
      };
      const given = promptAsGiven(frame, promptInModelFrame(frame, prompt, { promptExpand: 0 }));
      const { detections } = decodeDetections(
        answerTo(frame, prompt),
        [prompt],
        frame,
        frame.intrinsics,
        "given",
      );
      const { center, size } = detections[0]!.box;
      const corner = (sign: -1 | 1) =>
        projectPoint(
          photo,
          point(center[0] + (sign * size[0]) / 2, center[1] + (sign * size[1]) / 2, center[2]),
        )!;
      const back = [...corner(-1), ...corner(1)];
      if (given.kind !== "rect") throw new Error("a rectangle is no point");
      given.rect.forEach((edge, i) => {
        expect(Math.abs(back[i]! - edge)).toBeLessThan(0.01);
        expect(Math.abs(detections[0]!.rect[i]! - edge)).toBeLessThan(0.01);
      });
    }),
  );
});
