import * as z from "zod";
import { decoderOutputWidths, hypothesisCount } from "#core/detection/decoder-outputs.ts";
import type { IntrinsicsMode } from "#core/detection/intrinsics-mode.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import { Intrinsics } from "#core/geometry/camera.ts";
import { Vec3 } from "#core/geometry/space.ts";

/** What POST /v1/detect is sent. See docs/detany3d-service.md, also for the other shapes of this file. */
export type DetectQuery = {
  /** The file, base64. */
  readonly photo: string;
  readonly intrinsics: Intrinsics;
  readonly intrinsicsMode: IntrinsicsMode;
  readonly prompts: readonly Pick<Prompt, "key" | "place">[];
};

const contract = z.literal("detany3d/1");
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);
const pair = z.tuple([z.number(), z.number()]);

/** What GET /v1/health answers. */
export const ServiceHealth = z.object({
  contract,
  answers: z.enum(["tensors", "boxes"]),
  checkpoint: z.object({ name: z.string().min(1).max(200), sha256 }),
  device: z.string().min(1).max(200),
  precision: z.enum(["fp32", "fp16", "bf16"]),
  /** Whether results of these weights may go into a release. */
  releasable: z.boolean(),
  /** Requests that the service is working on or keeps waiting. */
  atHand: count,
  limits: z.object({
    requestBytes: count,
    answerBytes: count,
    prompts: count,
    waiting: count,
  }),
});
export type ServiceHealth = z.infer<typeof ServiceHealth>;

/** A number of the model's; JSON has no NaN and no infinity, null stands for them. */
const modelNumber = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
const perHypothesis = (width: number) =>
  z.array(z.array(z.array(modelNumber).length(width)).length(hypothesisCount));
const matrixRow = z.tuple([modelNumber, modelNumber, modelNumber]);
const widths = decoderOutputWidths;

const Tensors = z.object({
  boxes_2d: perHypothesis(widths.boxes_2d),
  centers_2d: perHypothesis(widths.centers_2d),
  depth_log: perHypothesis(widths.depth_log),
  depth_log_variance: perHypothesis(widths.depth_log_variance),
  dims_log: perHypothesis(widths.dims_log),
  alpha_logits: perHypothesis(widths.alpha_logits),
  alpha_residuals: perHypothesis(widths.alpha_residuals),
  rot6d: perHypothesis(widths.rot6d),
  iou: z.array(z.array(modelNumber).length(hypothesisCount)),
});

const answer = { contract, checkpointSha256: sha256, keys: z.array(z.string()) };

const TensorAnswer = z.object({
  ...answer,
  kind: z.literal("tensors"),
  frame: z.object({ resized: pair, crop: pair, content: pair }),
  pred_intrinsics: z.tuple([matrixRow, matrixRow, matrixRow]),
  tensors: Tensors,
});
export type TensorAnswer = z.infer<typeof TensorAnswer>;

const Box = z.object({
  hypothesis: count.max(hypothesisCount - 1),
  quality: z.number().min(0).max(1),
  rect: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  center: Vec3,
  size: z.tuple([z.number().min(0), z.number().min(0), z.number().min(0)]),
  /** Rows of R in x_camera = R x_box + centre. */
  rotation: z.tuple([Vec3, Vec3, Vec3]),
  yawRadians: z.number(),
  logDepthSigma: z.number().min(0),
});

const BoxAnswer = z.object({
  ...answer,
  kind: z.literal("boxes"),
  /** null for a prompt where the model's numbers describe no box. */
  boxes: z.array(Box.nullable()),
  intrinsics: Intrinsics,
  predictedIntrinsics: Intrinsics.nullable(),
});
export type BoxAnswer = z.infer<typeof BoxAnswer>;

/** What POST /v1/detect answers: the decoder's own tensors, or boxes that the service decoded. */
export const DetectAnswer = z.discriminatedUnion("kind", [TensorAnswer, BoxAnswer]);
export type DetectAnswer = z.infer<typeof DetectAnswer>;

/** What the service answers when it cannot: application/problem+json. */
export const ServiceProblem = z.object({
  code: z.string().min(1).max(100),
  message: z.string().max(2000),
  retryable: z.boolean(),
});
