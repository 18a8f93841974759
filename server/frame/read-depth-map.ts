import sharp from "sharp";
import type { FrameDepth } from "#core/frame/frame-image.ts";
import type { DepthMap } from "#core/scene/depth-map.ts";
import { depthMapFromMillimeters } from "#core/scene/depth-map.ts";
import { AppError, messageOf } from "../errors.ts";
import { readSceneFile, sceneFilePath } from "../scene/read-scene-file.ts";
import { readPackedDepth } from "./packed-depth.ts";

/** The sensor depth registered to a photo: a 16-bit PNG in millimetres, or a frame of a `depth.bin`. */
export async function readDepthMap(rootPath: string, depth: FrameDepth): Promise<DepthMap> {
  const read =
    depth.kind === "png"
      ? readPng(await readSceneFile(rootPath, depth.path))
      : readPackedDepth(await sceneFilePath(rootPath, depth.path), depth.index);
  return read.catch((error: unknown) => {
    throw new AppError("INVALID", `${depth.path} cannot be decoded: ${messageOf(error)}`, {
      cause: error,
    });
  });
}

async function readPng(file: Buffer): Promise<DepthMap> {
  const { data, info } = await sharp(file)
    .toColourspace("grey16")
    .raw({ depth: "ushort" })
    .toBuffer({ resolveWithObject: true });
  const values = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
  return depthMapFromMillimeters(info.width, info.height, values);
}
