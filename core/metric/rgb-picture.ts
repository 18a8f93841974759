import type { ImageSize } from "./frame-896.ts";

/** A decoded picture: red, green, blue per pixel, row by row from the top left, values 0 to 255. */
export type RgbPicture = ImageSize & {
  /** `width * height * 3` numbers. */
  readonly data: Uint8Array | Uint8ClampedArray | Float32Array;
};
