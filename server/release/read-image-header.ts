import sharp from "sharp";
import type { ImageHeader } from "#core/release/image-rules.ts";

/** Size and kind of a picture file from its first bytes; null when it is none. */
export async function readImageHeader(path: string): Promise<ImageHeader | null> {
  try {
    const { width, height, format } = await sharp(path).metadata();
    return { width, height, format: format === "jpeg" || format === "png" ? format : "other" };
  } catch {
    return null;
  }
}
