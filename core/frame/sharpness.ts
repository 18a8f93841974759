import { wasmBase64 } from "./sharpness-wasm.ts";

/** An 8-bit image: row-major, three values (red, green, blue) of 0 to 255 for each of `width * height` pixels. */
export type RgbImage = {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
};

/** What sharpness.as.ts exports. */
type SharpnessModule = {
  readonly memory: WebAssembly.Memory;
  readonly stripPixels: WebAssembly.Global<"i32">;
  readonly begin: (width: number, height: number) => number;
  readonly addPixels: (count: number) => void;
  readonly score: () => number;
};

let loaded: SharpnessModule | null = null;

/**
 * The published sharpness score, 0 to 1: the share of the 2D Fourier magnitude of an image's brightness
 * that lies outside a disc of radius floor(0.1 * shorter side) around zero frequency. Blurred photos have
 * little out there; the published threshold is 0.6. Brightness is 0.299 R + 0.587 G + 0.114 B (ITU-R
 * BT.601), rounded to 8 bits as the usual fixed-point conversion does (14 fractional bits). The transform
 * has the exact image size, any of at least 1x1: no padding, no windowing. A black image scores 0. Single
 * precision: within 1e-6 of the exact score, and the same bits on every machine. Memory of about five bytes
 * a pixel is kept for the next image; one that would need more than 4 GiB is a RuntimeError.
 */
export function sharpness({ width, height, rgb }: RgbImage): number {
  loaded ??= load();
  const strip = loaded.begin(width, height);
  const stripLength = 3 * loaded.stripPixels.value;
  for (let start = 0; start < rgb.length; start += stripLength) {
    const part = rgb.subarray(start, start + stripLength);
    new Uint8Array(loaded.memory.buffer).set(part, strip);
    loaded.addPixels(part.length / 3);
  }
  return loaded.score();
}

function load(): SharpnessModule {
  const bytes = Uint8Array.from(atob(wasmBase64), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  return exports as SharpnessModule;
}
