import * as z from "zod";

const Hash = z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256 in hexadecimal");
/** A file of the model's folder; never a way out of it. */
const FileName = z
  .string()
  .max(200)
  .regex(/^[\w][\w.-]*(\/[\w][\w.-]*)*$/, "is not a plain path inside the model's folder");

const common = {
  schema: z.literal("gsi-studio-model/1"),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, "is not a name of small letters, digits, . _ -"),
  /** The trained weights that the files were made from. */
  checkpoint: z.object({ name: z.string().min(1).max(200), sha256: Hash.nullable() }),
  precision: z.enum(["fp32", "fp16"]),
  opset: z.number().int().min(1).max(30),
  licence: z.object({ id: z.string().min(1).max(200), caution: z.string().max(2000) }),
  /** Why no release may hold what follows from this model; null where nothing stands against it. */
  notForRelease: z.string().min(1).max(200).nullable(),
  /** Every file of the model, external data too. */
  files: z
    .array(z.object({ path: FileName, bytes: z.number().int().min(0), sha256: Hash }))
    .min(1)
    .max(1000),
};

/** A DetAny3D model: an encoder for every size of picture in the 896 frame, one decoder. */
export const DetAny3dManifest = z.object({
  ...common,
  contract: z.literal("detany3d/1"),
  encoders: z
    .array(
      z.object({
        file: FileName,
        cropWidth: z.number().int().min(14).max(896).multipleOf(14),
        cropHeight: z.number().int().min(14).max(896).multipleOf(14),
      }),
    )
    .min(1)
    .max(100),
  decoder: FileName,
});
export type DetAny3dManifest = z.infer<typeof DetAny3dManifest>;

/** An open-vocabulary 2D detector as transformers.js takes it. */
export const Detector2dManifest = z.object({
  ...common,
  contract: z.enum(["grounding-dino/1", "owlv2/1"]),
  model: FileName,
  tokenizer: FileName,
  tokenizerConfig: FileName,
  preprocessor: FileName,
});
export type Detector2dManifest = z.infer<typeof Detector2dManifest>;

/** What a model is: `manifest.json` in its folder. */
export const ModelManifest = z.discriminatedUnion("contract", [
  DetAny3dManifest,
  Detector2dManifest,
]);
export type ModelManifest = z.infer<typeof ModelManifest>;
