import { describe, expect, test } from "vitest";
import { cornerSigns } from "#core/geometry/oriented-box.ts";
import type { ImageRect } from "#core/geometry/projection.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import type { MoveDirection, TurnSense } from "#core/operation/operation.ts";
import type { AggregateScores } from "./aggregate.ts";
import { aggregateScores } from "./aggregate.ts";
import { iou2d, iou3d } from "./box-iou.ts";
import type { ConsistencyPrediction } from "./consistency-reply.ts";
import { consistencyScores } from "./consistency-reply.ts";
import type { BoxHeads } from "./decode-heads.ts";
import { decodeHeads } from "./decode-heads.ts";
import { passesLocality } from "./edit-gate.ts";
import { frame896 } from "./frame-896.ts";
import golden from "./golden-vectors.json" with { type: "json" };
import type { GsiBox } from "./gsi-box.ts";
import { footprintCornerSigns, gsiBoxCorners, gsiBoxToImage } from "./gsi-box.ts";
import type { GsiDetection } from "./gsi-edit.ts";
import type { SixNumbers } from "./gsi-rotation.ts";
import { matrixFromSixNumbers, rotateAboutY, rotationDistance } from "./gsi-rotation.ts";
import { shiftGsiBox } from "./gsi-shift.ts";
import { localityFrame } from "./locality-frame.ts";
import { localityMask } from "./locality-mask.ts";
import { maskedMse, maskedSsim } from "./masked-locality.ts";
import { operationFromPrompt, operationWords } from "./operation-word.ts";
import type { ReferWord } from "./refer-word.ts";
import { findReferred, referWords } from "./refer-word.ts";
import {
  accuracyStatistics,
  complianceStatistics,
  localityStatistics,
} from "./result-statistics.ts";
import type { RgbPicture } from "./rgb-picture.ts";
import type { DetectedEdit } from "./score-edit.ts";
import { scoreEdit } from "./score-edit.ts";

type Group = keyof typeof golden;

const k = golden.K as unknown as Matrix3;
const pinhole = ([[fx, , cx], [, fy, cy]]: Matrix3) => ({ fx, fy, cx, cy });

/** Compares every number in two nested structures: 1e-6, relative for numbers above 1. */
function expectNear(actual: unknown, expected: unknown, tolerance = 1e-6): void {
  if (typeof expected === "number") {
    expect(actual).toBeTypeOf("number");
    expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(expected)),
    );
  } else if (typeof expected === "object" && expected !== null) {
    expect(Object.keys(actual as object).toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const [key, value] of Object.entries(expected)) {
      expectNear((actual as Record<string, unknown>)[key], value, tolerance);
    }
  } else {
    expect(actual).toEqual(expected);
  }
}

function pictureOf(rows: readonly (readonly (readonly number[])[])[]): RgbPicture {
  return {
    width: rows[0]!.length,
    height: rows.length,
    data: Float32Array.from(rows.flat(2)),
  };
}

/** One check per published group of vectors; the record's type refuses a missing or an unknown group. */
const checks: Record<Group, () => void> = {
  K() {
    const onAxis: GsiBox = [0, 0, 3, 1, 2, 2, 0];
    const upright: Matrix3 = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    expectNear(gsiBoxToImage(onAxis, upright, k), [448 - 175, 336 - 345, 448 + 175, 336 + 345]);
  },
  corners_iou_order() {
    for (const { box, R, out, out_yaw } of golden.corners_iou_order) {
      const corners = (rotation?: Matrix3) =>
        gsiBoxCorners(box as unknown as GsiBox, rotation, footprintCornerSigns);
      expectNear(corners(R as unknown as Matrix3), out);
      expectNear(corners(), out_yaw);
    }
  },
  corners_draw_order() {
    for (const { box, R, out } of golden.corners_draw_order) {
      expectNear(
        gsiBoxCorners(box as unknown as GsiBox, R as unknown as Matrix3, cornerSigns),
        out,
      );
    }
  },
  box_3d_to_2d() {
    for (const { box, R, out } of golden.box_3d_to_2d) {
      expectNear(gsiBoxToImage(box as unknown as GsiBox, R as unknown as Matrix3, k), out);
    }
  },
  iou_2d() {
    for (const { a, b, out } of golden.iou_2d) {
      expectNear(iou2d(a as unknown as ImageRect, b as unknown as ImageRect), out);
    }
  },
  iou_3d() {
    for (const { a, b, out } of golden.iou_3d) {
      expectNear(iou3d(a as unknown as GsiBox, b as unknown as GsiBox), out);
    }
  },
  move_bbox() {
    for (const { box, R, direction, cm, out } of golden.move_bbox) {
      const rotation = (R ?? undefined) as unknown as Matrix3 | undefined;
      expectNear(
        shiftGsiBox(box as unknown as GsiBox, direction as MoveDirection, cm, rotation),
        out,
      );
    }
  },
  rotate_along_y_axis() {
    for (const { R, deg, direction, out } of golden.rotate_along_y_axis) {
      expectNear(rotateAboutY(R as unknown as Matrix3, deg, direction as TurnSense), out);
    }
  },
  rotation_6d_to_matrix() {
    const { in: inputs, out } = golden.rotation_6d_to_matrix;
    expectNear(
      inputs.map((six) => matrixFromSixNumbers(six as unknown as SixNumbers)),
      out,
    );
  },
  rotation_distance() {
    for (const { a, b, out } of golden.rotation_distance) {
      expectNear(rotationDistance(a as unknown as Matrix3, b as unknown as Matrix3), out);
    }
  },
  decode() {
    const { heads, K_pred, with_gt_K, with_pred_K } = golden.decode;
    const seen = pinhole(K_pred as unknown as Matrix3);
    const all = heads.pred_bbox_2d.map(
      (rect, i) =>
        ({
          rect,
          center: heads.pred_center_2d[i],
          logDepth: heads.pred_bbox_3d_depth[i]![0],
          logSize: heads.pred_bbox_3d_dims[i],
          angleScores: heads.pred_bbox_3d_alpha_cls[i],
          angleOffsets: heads.pred_bbox_3d_alpha_res[i],
        }) as unknown as BoxHeads,
    );
    const check = (given: ReturnType<typeof pinhole> | undefined, out: typeof with_gt_K) => {
      const decoded = all.map((one) => decodeHeads(one, seen, given));
      expectNear(
        decoded.map(({ box }) => box),
        out.box3d,
      );
      expectNear(
        decoded.map(({ rect: [x1, y1, x2, y2] }) => [
          (x1 + x2) / 2,
          (y1 + y2) / 2,
          x2 - x1,
          y2 - y1,
        ]),
        out.box2d_cxcywh,
      );
    };
    check(pinhole(k), with_gt_K);
    check(undefined, with_pred_K);
  },
  find_refer() {
    const boxes = golden.find_refer.boxes as unknown as GsiBox[];
    const found = referWords.map((word): [ReferWord, number] => [word, findReferred(boxes, word)]);
    expect(Object.fromEntries(found)).toEqual(golden.find_refer.out);
  },
  operation() {
    expect(operationWords).toEqual(golden.operation.table);
    for (const { prompt, out } of golden.operation.cases) {
      const known = Object.keys(operationWords).includes(out);
      expect(operationFromPrompt(prompt), prompt).toEqual(
        known ? { operation: out } : { unknown: out },
      );
    }
  },
  scores() {
    for (const { kind, meta, before, after, ...out } of golden.scores) {
      const score = scoreEdit(
        { operation: kind, edit: meta } as unknown as DetectedEdit,
        {
          before: before as unknown as GsiDetection[],
          after: after as unknown as GsiDetection[],
        },
        { locality: true, viewpoint: true },
      );
      expectNear(score, {
        compliance: out["instruction-compliance"],
        accuracy: out["spatial-accuracy"],
      });
    }
  },
  gate() {
    for (const { ssim, lpips, real, syn } of golden.gate) {
      expect(passesLocality({ ssim, lpips }, "GSI-Real")).toBe(real);
      expect(passesLocality({ ssim, lpips }, "GSI-Syn")).toBe(syn);
    }
  },
  masked() {
    const [a, b] = [pictureOf(golden.masked.a), pictureOf(golden.masked.b)];
    const [top, bottom, left, right] = golden.masked.mask_true_except as [
      number,
      number,
      number,
      number,
    ];
    const mask = localityMask(a, [[left, top, right, bottom]]);
    expectNear(maskedSsim(a, b, mask), golden.masked.ssim_float32);
    expectNear(maskedMse(a, b, mask), golden.masked.mse_float32);
    expectNear(maskedSsim(a, b), golden.masked.ssim_uint8);
  },
  frame_896() {
    for (const expected of golden.frame_896) {
      const [width, height] = expected.source_wh as [number, number];
      const { resized, content } = frame896({ width, height });
      expect([resized.height, resized.width]).toEqual(expected.resized_hw);
      expect([content.height, content.width]).toEqual(expected.cropped_hw);
      const data = new Uint8Array(width * height * 3);
      for (let i = 0; i < data.length; i += 3) data.set([200, 0, 50], i);
      const frame = localityFrame({ width, height, data });
      expect([frame.height, frame.width]).toEqual(expected.locality_frame_hw);
      const bgr = (pixel: number) =>
        [...frame.data.subarray(3 * pixel, 3 * pixel + 3)].toReversed();
      const share = (values: readonly number[]) => values.map((value) => value / 255);
      expectNear(share(bgr(0)), share(expected.pixel_0_0_bgr));
      expectNear(share(bgr(frame.width * frame.height - 1)), share(expected.pixel_last_bgr));
    }
  },
  aggregate() {
    const { ic, sa, el, ac_file, ac_parsed, out, stats } = golden.aggregate;
    const consistency = consistencyScores(ac_file as ConsistencyPrediction[]);
    expect(Object.fromEntries(consistency)).toEqual(ac_parsed);
    const scores = aggregateScores({ compliance: ic, accuracy: sa, locality: el, consistency });
    expectNear(scores, {
      compliance: out.ic,
      accuracy: out.sa,
      localitySsim: out.el_ssim,
      localityLpips: out.el_lpips,
      consistency: out.ac,
      average: out.average,
    } satisfies AggregateScores);
    expectNear(complianceStatistics(Object.values(ic)), stats["instruction-compliance"]);
    expectNear(accuracyStatistics(Object.values(sa)), stats["spatial-accuracy"]);
    expectNear(localityStatistics(Object.values(el)), stats["edit-locality"]);
  },
};

describe("golden vectors of the published evaluator", () => {
  test("all 18 groups are there and each has its check", () => {
    expect(Object.keys(golden)).toHaveLength(18);
    expect(Object.keys(checks).toSorted()).toEqual(Object.keys(golden).toSorted());
    for (const [group, vectors] of Object.entries(golden)) {
      expect(Object.keys(vectors).length, group).toBeGreaterThan(0);
    }
  });

  test.for(Object.keys(golden) as Group[])("group %s is reproduced within 1e-6", (group) => {
    expect.hasAssertions();
    checks[group]();
  });
});
