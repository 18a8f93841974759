import * as z from "zod";
import { canonicalJson } from "#core/canonical-json.ts";
import { frameSide } from "#core/metric/frame-896.ts";
import { ContentHash, ManifestFile } from "#core/release/manifest.ts";
import { hypothesisCount } from "./decoder-outputs.ts";

/** File of a model folder that says what the model is. */
export const modelManifestName = "manifest.json";

/** What a contract model is marked with in place of a permission to be released. */
export const contractModelReason = "contract model, not for release";

/** The name of a model in the registry: the name of its folder. 1 to 64 characters. */
export const ModelName = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9]|[.-](?=[a-z0-9])){0,63}$/,
    "a model's name is lower-case letters and digits with single dots or hyphens",
  );

/** Path of a file of the model from its folder, `/` between parts: no `..`, nothing hidden. */
const ModelPath = ManifestFile.shape.path.max(300);
/** More files than any model has. */
export const maxModelFiles = 1000;
const Text = z.string().min(1).max(1000);

/** One file of a model, external data included. `bytes` is its size. */
export const ModelFile = z.object({
  path: ModelPath,
  sha256: ContentHash,
  bytes: z.number().int().min(0),
});
export type ModelFile = z.infer<typeof ModelFile>;

const common = {
  schema: z.literal("gsi-model/1"),
  name: ModelName,
  /** What the graphs were exported from; no hash where nothing was trained. */
  checkpoint: z.object({ name: Text, sha256: ContentHash.nullable() }),
  opset: z.number().int().min(1).max(100),
  /** The program that wrote the graphs, with its version. */
  exporter: Text.optional(),
  licence: z.object({
    /** SPDX identifier, or `LicenseRef-...`. */
    id: Text,
    /** What whoever uses it must know. */
    caution: Text,
  }),
  /** Whether samples that the model took part in may be frozen. */
  releasable: z.boolean(),
  /** Why not; there exactly when it is not releasable. */
  notReleasableReason: Text.optional(),
  files: z.array(ModelFile).min(1).max(maxModelFiles),
};

/** The picture side of the frame, 896 pixels, and what a crop keeps to, 14 pixels. */
const CropSide = z.number().int().min(14).max(896).multipleOf(14);

function literals<const Values extends readonly [number, number, number]>([a, b, c]: Values) {
  return z.tuple([z.literal(a), z.literal(b), z.literal(c)]).readonly();
}

/** What every export of DetAny3D is built with; this studio works with these values only. */
export const detAny3dConstants = {
  /** Side of the square picture, pixels. */
  pad: frameSide,
  /** Side of a patch of the image encoder and of DINOv2, pixels. */
  patch: 16,
  dinoPatch: 14,
  maxDepthMeters: 100,
  alphaBins: 12,
  hypotheses: hypothesisCount,
  /** Red, green, blue, on the scale of 0 to 255. */
  mean: [123.675, 116.28, 103.53],
  std: [58.395, 57.12, 57.375],
} as const;

/** DetAny3D as two graphs: an encoder for each crop geometry and one decoder. Frame constants are fixed. */
const DetAny3dManifest = z.object({
  ...common,
  contract: z.literal("detany3d/1"),
  precision: z.enum(["fp32", "fp16"]),
  /** One file for each size of the picture in the 896 frame. */
  encoders: z
    .array(z.object({ file: ModelPath, cropWidth: CropSide, cropHeight: CropSide }))
    .min(1)
    .max(100),
  decoder: ModelPath,
  /** See {@link detAny3dConstants}. */
  constants: z.object({
    pad: z.literal(detAny3dConstants.pad),
    patch: z.literal(detAny3dConstants.patch),
    dinoPatch: z.literal(detAny3dConstants.dinoPatch),
    maxDepthMeters: z.literal(detAny3dConstants.maxDepthMeters),
    alphaBins: z.literal(detAny3dConstants.alphaBins),
    hypotheses: z.literal(detAny3dConstants.hypotheses),
    mean: literals(detAny3dConstants.mean),
    std: literals(detAny3dConstants.std),
  }),
});

/** Files beside the graph in a folder made for transformers.js. */
export const transformersFiles = [
  "config.json",
  "preprocessor_config.json",
  "tokenizer.json",
  "tokenizer_config.json",
];

const openVocabulary = {
  ...common,
  precision: z.enum(["fp32", "fp16", "int8", "q4", "q4f16"]),
  /** The graph: `onnx/model.onnx`, or another precision of it beside it. */
  model: ModelPath,
};

const GroundingDinoManifest = z.object({
  ...openVocabulary,
  contract: z.literal("grounding-dino/1"),
});
const OwlV2Manifest = z.object({ ...openVocabulary, contract: z.literal("owlv2/1") });

/**
 * What a model folder holds and what may be done with it. Every file that the model needs is in `files`, once;
 * crop geometries are told apart by their size.
 */
export const ModelManifest = z
  .discriminatedUnion("contract", [DetAny3dManifest, GroundingDinoManifest, OwlV2Manifest])
  .superRefine((manifest, ctx) => {
    const complain = (path: PropertyKey[], message: string) =>
      ctx.addIssue({ code: "custom", path, message });
    const listed = manifest.files.map(({ path }) => path);
    for (const path of repeated(listed)) complain(["files"], `${path} is listed twice`);
    for (const path of namedFiles(manifest)) {
      if (!listed.includes(path)) complain(["files"], `${path} is not among them`);
    }
    if (manifest.releasable === (manifest.notReleasableReason !== undefined))
      complain(["notReleasableReason"], "goes with releasable: false, and only with it");
    if (manifest.contract !== "detany3d/1") return;
    const sizes = manifest.encoders.map(
      ({ cropWidth, cropHeight }) => `${cropWidth} x ${cropHeight}`,
    );
    for (const size of repeated(sizes)) complain(["encoders"], `two of them are for ${size}`);
  });
export type ModelManifest = z.infer<typeof ModelManifest>;

/** The contract that a model keeps. */
export type ModelContract = ModelManifest["contract"];
/** A manifest of one contract. */
export type ManifestOf<C extends ModelContract> = Extract<ModelManifest, { contract: C }>;

/** The files that the manifest names outside its list: graphs, and what a tokenizer needs. */
function namedFiles(manifest: ModelManifest): string[] {
  if (manifest.contract !== "detany3d/1") return [manifest.model, ...transformersFiles];
  return [...manifest.encoders.map(({ file }) => file), manifest.decoder];
}

/** The manifest's file content: canonical JSON and a line end. Its SHA-256 is the hash of the model. */
export function modelManifestText(manifest: ModelManifest): string {
  return `${canonicalJson(manifest)}\n`;
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
