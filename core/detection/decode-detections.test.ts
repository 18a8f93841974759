import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxIou } from "#core/geometry/box-overlap.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxVolume, orientedBox } from "#core/geometry/oriented-box.ts";
import { projectBoxBounds, projectPoint } from "#core/geometry/projection.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { angleBetween, matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import golden from "#core/metric/golden-vectors.json" with { type: "json" };
import { yawFromMatrix } from "#core/metric/gsi-rotation.ts";
import { seededRandom } from "#core/random.ts";
import { faultlessOutputs } from "#core/test/decoder-outputs.ts";
import { randomBox } from "#core/test/room.ts";
import { decodeDetections } from "./decode-detections.ts";
import type { DecoderOutputs } from "./decoder-outputs.ts";
import { decoderOutputNames, wrongOutputLengths } from "./decoder-outputs.ts";
import { IntrinsicsMode } from "./intrinsics-mode.ts";
import { modelFrame, pixelFromModel } from "./model-frame.ts";
import type { Prompt } from "./prompt.ts";

const photo = { fx: 1500, fy: 1510, cx: 950, cy: 730, width: 1920, height: 1440 };
const frame = modelFrame(photo);
const predicted = { fx: 650, fy: 655, cx: 440, cy: 330 };
const promptOf = (key: string): Prompt => ({
  key,
  label: "chair",
  score: 0.8,
  place: { kind: "point", at: [0, 0] },
});
const boxes = fc.integer().map((seed) => randomBox(seededRandom(seed), 4));

function changed(outputs: DecoderOutputs, name: keyof DecoderOutputs, index: number, to: number) {
  const numbers = Float64Array.from(outputs[name]);
  numbers[index] = to;
  return { ...outputs, [name]: numbers };
}

describe("decoding", () => {
  test("gives back the box that a faultless decoder saw, with its rectangle and heading", () => {
    fc.assert(
      fc.property(boxes, fc.constantFrom(0, 1, 2), (box, hypothesis) => {
        const outputs = faultlessOutputs(frame.intrinsics, [{ box, hypothesis }]);
        const { detections, removed, intrinsics } = decodeDetections(
          outputs,
          [promptOf("a")],
          frame,
          predicted,
          "given",
        );
        expect(removed).toEqual([]);
        const [found] = detections;
        expect(found!.hypothesis).toBe(hypothesis);
        expect(found!.quality).toBeCloseTo(0.9, 12);
        expect(found!.logDepthSigma).toBeCloseTo(0.1, 12);
        expect(boxIou(found!.box, box)).toBeGreaterThan(1 - 1e-6);
        found!.box.size.forEach((side, i) => expect(side).toBeCloseTo(box.size[i]!, 9));
        expect(angleBetween(found!.box.rotation, box.rotation)).toBeLessThan(1e-6);
        const yaw = yawFromMatrix(matrixFromQuaternion(box.rotation));
        expect(Math.cos(found!.yawRadians - yaw)).toBeCloseTo(1, 9);
        projectBoxBounds(photo, box)!.forEach((edge, i) =>
          expect(Math.abs(found!.rect[i]! - edge)).toBeLessThan(1e-6),
        );
        Object.entries(intrinsics).forEach(([key, value]) =>
          expect(value).toBeCloseTo(photo[key as keyof typeof photo], 9),
        );
      }),
    );
  });

  test.for(IntrinsicsMode.options)(
    "in mode %s projects every box to where the detector saw it",
    (mode) => {
      fc.assert(
        fc.property(boxes, (box) => {
          const outputs = faultlessOutputs(frame.intrinsics, [{ box }]);
          const { detections, intrinsics } = decodeDetections(
            outputs,
            [promptOf("a")],
            frame,
            predicted,
            mode,
          );
          const seen = pixelFromModel(frame, projectPoint(frame.intrinsics, box.center)!);
          const found = projectPoint(intrinsics, detections[0]!.box.center)!;
          expect(Math.abs(found[0] - seen[0])).toBeLessThan(1e-6);
          expect(Math.abs(found[1] - seen[1])).toBeLessThan(1e-6);
        }),
      );
    },
  );

  test("rescales depth by the focal lengths, and by those of the photo as taken where that is asked for", () => {
    const box: BoxInCamera = orientedBox(point(0.2, 0.1, 3), [0.5, 0.6, 0.7], [0, 0, 0, 1]);
    const outputs = faultlessOutputs(frame.intrinsics, [{ box }]);
    const depth = (mode: IntrinsicsMode) =>
      decodeDetections(outputs, [promptOf("a")], frame, predicted, mode).detections[0]!.box
        .center[2];
    const ratio = 896 / 1920;
    expect(depth("given")).toBeCloseTo(3, 9);
    expect(depth("predicted")).toBeCloseTo(3, 9);
    expect(depth("virtual-to-real")).toBeCloseTo((3 * Math.sqrt(1500 * 1510) * ratio) / 650, 9);
    expect(depth("gsi-compat")).toBeCloseTo((3 * Math.sqrt(1500 * 1510)) / 650, 9);
  });

  test("reproduces the published vectors within 1e-6", () => {
    const { heads, K_pred, with_gt_K, with_pred_K } = golden.decode;
    const thrice = (rows: readonly (readonly number[])[]) =>
      rows.flatMap((row) => [...row, ...row, ...row]);
    const count = heads.pred_bbox_2d.length;
    const outputs: DecoderOutputs = {
      boxes_2d: thrice(heads.pred_bbox_2d),
      centers_2d: thrice(heads.pred_center_2d),
      depth_log: thrice(heads.pred_bbox_3d_depth),
      depth_log_variance: Array.from({ length: 3 * count }, () => 0),
      dims_log: thrice(heads.pred_bbox_3d_dims),
      alpha_logits: thrice(heads.pred_bbox_3d_alpha_cls),
      alpha_residuals: thrice(heads.pred_bbox_3d_alpha_res),
      rot6d: Array.from({ length: 3 * count }, () => [1, 0, 0, 0, 1, 0]).flat(),
      iou: Array.from({ length: 3 * count }, () => 0.5),
    };
    const pinhole = (rows: unknown) => {
      const [[fx, , cx], [, fy, cy]] = rows as Matrix3;
      return { fx, fy, cx, cy };
    };
    const prompts = heads.pred_bbox_2d.map((_, i) => promptOf(`${i}`));
    // A picture that fills the frame exactly: the published K holds in the frame as in the photo.
    const square = { ...pinhole(golden.K), width: 896, height: 896 };
    for (const [mode, out] of [
      ["gsi-compat", with_gt_K],
      ["predicted", with_pred_K],
    ] as const) {
      const { detections } = decodeDetections(
        outputs,
        prompts,
        modelFrame(square),
        pinhole(K_pred),
        mode,
      );
      expect(detections).toHaveLength(count);
      detections.forEach(({ box, yawRadians, rect: [x1, y1, x2, y2] }, i) => {
        const found = [...box.center, ...box.size, yawRadians];
        out.box3d[i]!.forEach((value, j) =>
          expect(Math.abs(found[j]! - value)).toBeLessThanOrEqual(
            1e-6 * Math.max(1, Math.abs(value)),
          ),
        );
        const rect = [(x1 + x2) / 2 + 0.5, (y1 + y2) / 2 + 0.5, x2 - x1, y2 - y1];
        out.box2d_cxcywh[i]!.forEach((value, j) =>
          expect(Math.abs(rect[j]! - value)).toBeLessThanOrEqual(1e-6 * Math.max(1, value)),
        );
      });
    }
    const six = golden.rotation_6d_to_matrix;
    six.in.forEach((numbers, i) => {
      const one = faultlessOutputs(frame.intrinsics, [{ box: randomBox(seededRandom(i), 4) }]);
      const turned = numbers.reduce((all, value, j) => changed(all, "rot6d", 6 + j, value), one);
      const { detections } = decodeDetections(turned, [promptOf("a")], frame, predicted, "given");
      const rows = matrixFromQuaternion(detections[0]!.box.rotation);
      six.out[i]!.flat().forEach((value, j) => expect(rows.flat()[j]).toBeCloseTo(value, 6));
    });
  });
});

describe("an answer that cannot be read", () => {
  const seen = [1, 2, 3].map((seed) => ({ box: randomBox(seededRandom(seed), 4) }));
  const prompts = ["a", "b", "c"].map(promptOf);
  const whole = faultlessOutputs(frame.intrinsics, seen);
  const decode = (outputs: DecoderOutputs) =>
    decodeDetections(outputs, prompts, frame, predicted, "given");

  test.for(decoderOutputNames)("costs that prompt alone: %s", (name) => {
    const each = whole[name].length / 3;
    for (const wrong of [Number.NaN, Infinity, -Infinity]) {
      for (const at of [each, 2 * each - 1]) {
        const { detections, removed } = decode(changed(whole, name, at, wrong));
        expect(detections.map(({ prompt }) => prompt.key)).toEqual(["a", "c"]);
        expect(removed).toEqual([
          {
            prompt: prompts[1],
            reason: "not-finite",
            message: `${name} holds a number that is not finite`,
            duplicateOf: null,
          },
        ]);
      }
    }
  });

  test("is one whose size no number can hold, and one without a rotation", () => {
    const huge = decode(changed(whole, "dims_log", 3, 1000));
    expect(huge.removed.map(({ reason }) => reason)).toEqual(["not-finite"]);
    let flat = whole;
    for (let i = 6; i < 12; i++) flat = changed(flat, "rot6d", i, 0);
    expect(decode(flat).removed.map(({ reason }) => reason)).toEqual(["no-rotation"]);
  });

  test("is every one where the camera to decode with is none", () => {
    const broken = { ...predicted, fx: Number.NaN };
    for (const mode of IntrinsicsMode.options) {
      const all = decodeDetections(whole, prompts, frame, broken, mode);
      expect(all.predictedIntrinsics).toBeNull();
      expect(all.detections).toHaveLength(mode === "given" ? 3 : 0);
      expect(all.removed.every(({ reason }) => reason === "no-camera")).toBe(true);
    }
  });

  test("is told by the lengths, and no answer at all is fine for no prompt", () => {
    expect(wrongOutputLengths(whole, 3)).toEqual([]);
    expect(wrongOutputLengths({ ...whole, iou: new Float32Array(8) }, 3)).toEqual([
      "iou holds 8 numbers, not 9 for 3 prompts",
    ]);
    expect(decode({ ...whole, rot6d: [] }).detections).toEqual([]);
    expect(wrongOutputLengths(faultlessOutputs(frame.intrinsics, []), 0)).toEqual([]);
  });

  test("whatever the numbers, every prompt is answered once and every box is finite", () => {
    const number = fc.oneof(fc.double(), fc.double({ min: -5, max: 5, noNaN: true }));
    fc.assert(
      fc.property(
        fc.record(
          Object.fromEntries(
            decoderOutputNames.map((name) => {
              const count = whole[name].length;
              return [name, fc.array(number, { minLength: count, maxLength: count })];
            }),
          ),
        ),
        fc.constantFrom(...IntrinsicsMode.options),
        (outputs, mode) => {
          const { detections, removed } = decodeDetections(
            outputs as unknown as DecoderOutputs,
            prompts,
            frame,
            predicted,
            mode,
          );
          const keys = [...detections, ...removed].map(({ prompt }) => prompt.key);
          expect(keys.toSorted()).toEqual(["a", "b", "c"]);
          for (const { box, rect } of detections) {
            expect(
              [...box.center, ...box.size, ...box.rotation, ...rect].every(Number.isFinite),
            ).toBe(true);
            expect(boxVolume(box)).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});
