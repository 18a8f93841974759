import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DetAny3dManifest } from "#core/detection/model-manifest.ts";
import { hashOf } from "../../storage.ts";
import { contractDecoder, contractEncoder } from "./detany3d-graphs.ts";

/** What a contract model's boxes are marked with, and why no release may hold them. */
export const contractModelMark = "contract model, not for release";

const crops = [
  [896, 672],
  [896, 588],
  [896, 504],
  [672, 896],
  [588, 896],
  [504, 896],
] as const;

/**
 * Writes a model folder that follows contract `detany3d/1` to the letter and knows nothing about pictures, so
 * that the whole way of a reconstruction can be walked where no trained weights are. `work`: see
 * `contractEncoder`.
 */
export async function writeContractModel(
  folder: string,
  { name = "contract", work = 0 }: { name?: string; work?: number } = {},
): Promise<DetAny3dManifest> {
  const files = { "encoder.onnx": contractEncoder(work), "decoder.onnx": contractDecoder() };
  const manifest: DetAny3dManifest = {
    schema: "gsi-studio-model/1",
    name,
    contract: "detany3d/1",
    checkpoint: { name: "none: rules in place of weights", sha256: null },
    precision: "fp32",
    opset: 17,
    licence: { id: "MIT", caution: "" },
    notForRelease: contractModelMark,
    // Its encoder takes any crop.
    encoders: crops.map(([cropWidth, cropHeight]) => ({
      file: "encoder.onnx",
      cropWidth,
      cropHeight,
    })),
    decoder: "decoder.onnx",
    files: Object.entries(files).map(([path, bytes]) => ({
      path,
      bytes: bytes.length,
      sha256: hashOf(bytes),
    })),
  };
  await mkdir(folder, { recursive: true });
  for (const [path, bytes] of Object.entries(files)) await writeFile(join(folder, path), bytes);
  await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
