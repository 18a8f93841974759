import type { Triple } from "./mesh-writer.ts";

/** A canvas used as a texture, with what the light baker and the mesh exporter want to know of it. */
export type Picture = {
  canvas: HTMLCanvasElement;
  meanLinear: Triple;
  /** Linear colour at texture coordinates, wrapped. */
  sample: (u: number, v: number) => Triple;
};

const LINEAR = Float64Array.from({ length: 256 }, (_, i) => {
  const c = i / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
});

function picture(canvas: HTMLCanvasElement): Picture {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d")!.getImageData(0, 0, width, height);
  const sum: Triple = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4)
    for (const c of [0, 1, 2] as const) sum[c] += LINEAR[data[i + c]!]!;
  const count = width * height;
  const wrap = (value: number, size: number) =>
    Math.min(size - 1, Math.floor((value - Math.floor(value)) * size));
  return {
    canvas,
    meanLinear: [sum[0] / count, sum[1] / count, sum[2] / count],
    sample: (u, v) => {
      const i = 4 * ((height - 1 - wrap(v, height)) * width + wrap(u, width));
      return [LINEAR[data[i]!]!, LINEAR[data[i + 1]!]!, LINEAR[data[i + 2]!]!];
    },
  };
}

function blank(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  // On the CPU: what is drawn must not depend on the graphics driver.
  return [canvas, canvas.getContext("2d", { willReadFrequently: true })!];
}

/** Draws with the 2D canvas. */
export function drawn(
  width: number,
  height: number,
  draw: (context: CanvasRenderingContext2D) => void,
): Picture {
  const [canvas, context] = blank(width, height);
  draw(context);
  return picture(canvas);
}

/** Computes every pixel; u to the right and v up in [0, 1), colours in 0 to 255 (sRGB). */
export function shaded(
  width: number,
  height: number,
  shade: (u: number, v: number) => Triple,
): Picture {
  const [canvas, context] = blank(width, height);
  const image = context.createImageData(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const color = shade((x + 0.5) / width, 1 - (y + 0.5) / height);
      image.data.set([color[0], color[1], color[2], 255], 4 * (y * width + x));
    }
  context.putImageData(image, 0, 0);
  return picture(canvas);
}

export function mix(a: Triple, b: Triple, t: number): Triple {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

export function scaled(color: Triple, factor: number): Triple {
  return [color[0] * factor, color[1] * factor, color[2] * factor];
}

export function rgb(hex: string): Triple {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
