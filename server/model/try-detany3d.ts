import type { InferenceSession } from "onnxruntime-node";
import { Tensor } from "onnxruntime-node";
import type { GraphSignature } from "#core/detection/graph-signature.ts";
import { detAny3dDecoder, detAny3dEncoder } from "#core/detection/graph-signature.ts";
import type { ImageSize } from "#core/metric/frame-896.ts";
import { AppError } from "../errors.ts";

const side = 896;

/** What an encoder makes of one photo, a smooth pattern over `content`; refused when it is not what it should be. */
export async function tryEncoder(
  encoder: InferenceSession,
  content: ImageSize,
): Promise<InferenceSession.ReturnType> {
  const answer = await encoder.run({
    image: new Tensor("float32", pattern(content), [1, 3, side, side]),
    intrinsics: new Tensor("float32", cameraOf(content), [1, 3, 3]),
    use_intrinsics: new Tensor("float32", [1], [1]),
  });
  expectAnswer(answer, detAny3dEncoder);
  return answer;
}

/** Asks a decoder about the middle of the photo; refused when the answer is not what it should be. */
export async function tryDecoder(
  decoder: InferenceSession,
  encoded: InferenceSession.ReturnType,
  { width, height }: ImageSize,
): Promise<void> {
  const rect = [width / 4, height / 4, (3 * width) / 4, (3 * height) / 4];
  const answer = await decoder.run({
    image_embeddings: encoded.image_embeddings!,
    geometry_embeddings: encoded.geometry_embeddings!,
    prompt_image_index: new Tensor("int64", [0n], [1]),
    prompt_coords: new Tensor("float32", rect, [1, 2, 2]),
    prompt_labels: new Tensor("int64", [2n, 3n], [1, 2]),
  });
  expectAnswer(answer, detAny3dDecoder);
}

function pattern({ width, height }: ImageSize): Float32Array {
  const data = new Float32Array(3 * side * side);
  for (let channel = 0; channel < 3; channel++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        data[(channel * side + y) * side + x] = Math.sin(x / 40 + channel) + Math.cos(y / 30);
  return data;
}

function cameraOf({ width, height }: ImageSize): number[] {
  return [side, 0, width / 2, 0, side, height / 2, 0, 0, 1];
}

/** Holds an answer to one photo or one prompt against the signature: type, shape, and finite numbers. */
function expectAnswer(answer: InferenceSession.ReturnType, { outputs }: GraphSignature): void {
  for (const { name, type, sides } of outputs) {
    const tensor = answer[name];
    const wanted = sides.map((one) => (typeof one === "number" ? one : 1)).join(" x ");
    if (tensor?.type !== type || tensor.dims.join(" x ") !== wanted)
      throw new AppError(
        "INVALID",
        `${name} is ${tensor?.type} ${tensor?.dims.join(" x ")} and should be ${type} ${wanted}`,
      );
    if (!(tensor.data as Float32Array).every(Number.isFinite))
      throw new AppError("INVALID", `${name} has numbers that are not finite`);
  }
}
