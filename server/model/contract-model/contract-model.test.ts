import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ModelManifest } from "#core/detection/model-manifest.ts";
import { matrixFromSixNumbers } from "#core/metric/gsi-rotation.ts";
import { contractCamera } from "./detany3d-encoder.ts";
import { contractDecoderConstants as known } from "./detany3d-decoder.ts";
import { writeContractModel } from "./write-contract-model.ts";

const side = 896;
const cells = 56 * 56;
const given = [800, 0, 440, 0, 820, 300, 0, 0, 1];

let folder = "";
let encoder: InferenceSession;
let decoder: InferenceSession;
let encoded: InferenceSession.ReturnType;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gsi-contract-"));
  const manifest = await writeContractModel(folder);
  expect(ModelManifest.parse(manifest)).toEqual(manifest);
  encoder = await open(manifest.encoders[1]!.file);
  decoder = await open(manifest.decoder);
  encoded = await encoder.run({
    image: picture([0.25, -0.5]),
    intrinsics: new Tensor("float32", [...given, ...given], [2, 3, 3]),
    use_intrinsics: new Tensor("float32", [1, 0], [2]),
  });
});
afterAll(() => rm(folder, { recursive: true }));

describe("the contract encoder", () => {
  it("puts the picture's means and the camera in use into its maps", () => {
    const image = floats(encoded, "image_embeddings");
    const geometry = floats(encoded, "geometry_embeddings");
    expect(encoded.image_embeddings?.dims).toEqual([2, 256, 56, 56]);
    expect(encoded.geometry_embeddings?.dims).toEqual([2, 256, 56, 56]);
    for (const [photo, level] of [0.25, -0.5].entries()) {
      const from = photo * 256 * cells;
      expect(image[from + 2 * cells + 77]).toBeCloseTo(level, 5);
      expect(image[from + 3 * cells + 77]).toBeCloseTo(0, 9);
      const camera = Array.from({ length: 9 }, (_, i) => geometry[from + i * cells + 1234]!);
      expectClose(camera, photo === 0 ? given : contractCamera, 1e-3);
      expect(geometry[from + 9 * cells]).toBeCloseTo(0, 9);
    }
    expectClose(floats(encoded, "pred_intrinsics"), [...contractCamera, ...contractCamera], 1e-4);
  });

  it("answers the same, later, with extra layers", async () => {
    const slowFolder = join(folder, "slow");
    const { encoders } = await writeContractModel(slowFolder, { extraLayers: 1 });
    const slow = await InferenceSession.create(join(slowFolder, encoders[0]!.file));
    const again = await slow.run({
      image: picture([0.25]),
      intrinsics: new Tensor("float32", given, [1, 3, 3]),
      use_intrinsics: new Tensor("float32", [1], [1]),
    });
    const one = floats(encoded, "image_embeddings").slice(0, 256 * cells);
    expect(floats(again, "image_embeddings")).toEqual(one);
    await slow.release();
  });
});

describe("the contract decoder", () => {
  it("follows the pinhole rule with the camera of the prompt's own photo", async () => {
    const prompts = [
      { photo: 0, coords: [100, 200, 400, 300], labels: [2, 3] },
      { photo: 1, coords: [100, 200, 300, 600], labels: [2, 3] },
      { photo: 1, coords: [100, 200, 400, 300], labels: [2, 3] },
      { photo: 0, coords: [400, 300, 0, 0], labels: [1, -1] },
    ];
    const answer = await decode(prompts);
    for (const [index, { photo, coords, labels }] of prompts.entries()) {
      const [x, y, right, bottom] = coords as [number, number, number, number];
      const half = known.pointHalfPixels;
      const rect =
        labels[0] === 2 ? [x, y, right, bottom] : [x - half, y - half, x + half, y + half];
      const [w, h] = [rect[2]! - rect[0]!, rect[3]! - rect[1]!];
      const center = [(rect[0]! + rect[2]!) / 2, (rect[1]! + rect[3]!) / 2];
      const camera = photo === 0 ? given : contractCamera;
      for (let hypothesis = 0; hypothesis < 3; hypothesis++) {
        const at = (name: string, length: number) =>
          floats(answer, name)
            .slice((index * 3 + hypothesis) * length)
            .subarray(0, length);
        const { logVariance, photoShare } = known.spread;
        const level = photo === 0 ? 0.25 : -0.5;
        expectClose(at("depth_log_variance", 1), [logVariance + photoShare * level], 1e-5);
        expectClose(
          at("boxes_2d", 4),
          [...center, w, h].map((pixels) => pixels / side),
          1e-6,
        );
        expectClose(
          at("centers_2d", 2),
          center.map((pixels) => pixels / side),
          1e-6,
        );
        const z = (camera[4]! / h) * known.depthFactors[hypothesis]!;
        expectClose(at("depth_log", 1), [Math.log(z)], 1e-5);
        const size = [(z * w) / camera[0]!, (z * h) / camera[4]!, (z * w) / camera[0]!];
        expectClose(at("dims_log", 3), size.map(Math.log), 1e-5);
        const bin = known.angleBins[hypothesis]!;
        const logits = at("alpha_logits", 12);
        expect(logits.indexOf(Math.max(...logits))).toBe(bin);
        expect(at("alpha_residuals", 12)[bin]).toBeCloseTo(known.angleOffsetsRadians[hypothesis]!);
        const turn = known.turnsRadians[hypothesis]!;
        const six = [...at("rot6d", 6)] as [number, number, number, number, number, number];
        expectClose(
          matrixFromSixNumbers(six).flat(),
          [Math.cos(turn), 0, Math.sin(turn), 0, 1, 0, -Math.sin(turn), 0, Math.cos(turn)],
          1e-6,
        );
      }
      const quality = [w - h, h - w].map((pixels) => logistic(known.qualitySlope * pixels));
      const iou = floats(answer, "iou").subarray(index * 3, index * 3 + 3);
      expectClose(iou, [...quality, logistic(known.lastQuality)], 1e-6);
    }
  });

  it("answers nothing to no prompts", async () => {
    expect((await decode([])).iou?.dims).toEqual([0, 3]);
  });

  it("refuses another shape", async () => {
    const feeds = feedsOf([{ photo: 0, coords: [1, 2, 3, 4], labels: [2, 3] }]);
    const odd = new Tensor("float32", [1, 2, 3], [1, 3]);
    await expect(decoder.run({ ...feeds, prompt_coords: odd })).rejects.toThrow(/prompt_coords/);
  });
});

type GivenPrompt = { photo: number; coords: number[]; labels: number[] };

const decode = (prompts: readonly GivenPrompt[]) => decoder.run(feedsOf(prompts));

function feedsOf(prompts: readonly GivenPrompt[]): InferenceSession.FeedsType {
  const count = prompts.length;
  const whole = (values: number[]) => BigInt64Array.from(values, BigInt);
  return {
    image_embeddings: encoded.image_embeddings!,
    geometry_embeddings: encoded.geometry_embeddings!,
    prompt_image_index: new Tensor("int64", whole(prompts.map(({ photo }) => photo)), [count]),
    prompt_coords: new Tensor(
      "float32",
      prompts.flatMap(({ coords }) => coords),
      [count, 2, 2],
    ),
    prompt_labels: new Tensor("int64", whole(prompts.flatMap(({ labels }) => labels)), [count, 2]),
  };
}

/** Photos of one level each. */
function picture(levels: readonly number[]): Tensor {
  const data = new Float32Array(levels.length * 3 * side * side);
  for (const [photo, level] of levels.entries())
    data.fill(level, photo * 3 * side * side, (photo + 1) * 3 * side * side);
  return new Tensor("float32", data, [levels.length, 3, side, side]);
}

function floats(answer: InferenceSession.ReturnType, name: string): Float32Array {
  return answer[name]?.data as Float32Array;
}

function expectClose(found: ArrayLike<number>, wanted: readonly number[], tolerance: number): void {
  expect(found.length).toBe(wanted.length);
  for (const [index, value] of wanted.entries())
    expect(Math.abs(found[index]! - value)).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(value)),
    );
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const open = (file: string) => InferenceSession.create(join(folder, file));
