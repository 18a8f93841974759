import sharp from "sharp";
import type { FrameDepth } from "#core/frame/frame-image.ts";
import type { DepthMap } from "#core/scene/depth-map.ts";
import { depthMapFromMillimeters } from "#core/scene/depth-map.ts";
import { AppError, messageOf } from "../errors.ts";
import { readSceneFile } from "../scene/read-scene-file.ts";

/** The sensor depth registered to a photo: a 16-bit PNG in millimetres. */
export async function readDepthMap(rootPath: string, depth: FrameDepth): Promise<DepthMap> {
  const file = await readSceneFile(rootPath, depth.path);
  try {
    const { data, info } = await sharp(file)
      .toColourspace("grey16")
      .raw({ depth: "ushort" })
      .toBuffer({ resolveWithObject: true });
    const values = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
    return depthMapFromMillimeters(info.width, info.height, values);
  } catch (error) {
    throw new AppError("INVALID", `${depth.path} cannot be decoded: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
