import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ManifestOf } from "#core/detection/model-manifest.ts";
import {
  contractModelReason,
  detAny3dConstants,
  modelManifestName,
  modelManifestText,
} from "#core/detection/model-manifest.ts";
import { hashOf } from "../../storage.ts";
import { contractDecoder } from "./detany3d-decoder.ts";
import { contractCamera, contractEncoder } from "./detany3d-encoder.ts";

const opset = 17;
const weightsFile = "weights.bin";
/** The photos of ScanNet++: iPhone frames and undistorted DSLR frames. */
const geometries = [
  { cropWidth: 896, cropHeight: 672 },
  { cropWidth: 896, cropHeight: 588 },
];

/** What may be asked of a contract model. */
export type ContractModelOptions = {
  readonly name?: string;
  /** Convolutions of 0.2 GMAC a photo each that make the encoder slower and change nothing. */
  readonly extraLayers?: number;
  /** With more photos at once the encoder runs out of memory, on every machine. */
  readonly photosMax?: number;
};

/**
 * Writes a model folder with the layout, names and shapes of a true DetAny3D export (graphs that share one
 * file of weights) and with boxes that follow from the prompts alone: see `detany3d-decoder.ts`. fp32.
 */
export async function writeContractModel(
  folder: string,
  { name = "detany3d-contract", extraLayers = 0, photosMax = Infinity }: ContractModelOptions = {},
): Promise<ManifestOf<"detany3d/1">> {
  const camera = { file: weightsFile, offset: 0 };
  const encoder = contractEncoder(camera, extraLayers, photosMax).encode(opset);
  const encoders = geometries.map((geometry) => ({
    file: `encoder-${geometry.cropWidth}x${geometry.cropHeight}.onnx`,
    ...geometry,
  }));
  const contents: [path: string, bytes: Uint8Array][] = [
    ["decoder.onnx", contractDecoder().encode(opset)],
    ...encoders.map(({ file }): [string, Uint8Array] => [file, encoder]),
    [weightsFile, new Uint8Array(Float32Array.from(contractCamera).buffer)],
  ];
  const manifest: ManifestOf<"detany3d/1"> = {
    schema: "gsi-model/1",
    contract: "detany3d/1",
    name,
    checkpoint: { name: "none: answers follow from the prompts", sha256: null },
    precision: "fp32",
    opset,
    encoders,
    decoder: "decoder.onnx",
    constants: detAny3dConstants,
    licence: {
      id: "LicenseRef-GSI-Studio",
      caution: "Not a trained model: for trying out the pipeline only.",
    },
    releasable: false,
    notReleasableReason: contractModelReason,
    files: contents.map(([path, bytes]) => ({
      path,
      sha256: hashOf(bytes),
      bytes: bytes.byteLength,
    })),
  };
  await mkdir(folder, { recursive: true });
  for (const [path, bytes] of contents) await writeFile(join(folder, path), bytes);
  await writeFile(join(folder, modelManifestName), modelManifestText(manifest));
  return manifest;
}
