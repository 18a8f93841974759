import type { Sharp } from "sharp";
import sharp from "sharp";
import * as z from "zod";
import type { PictureSize } from "#core/detection/front-end-size.ts";
import { frontEndSize } from "#core/detection/front-end-size.ts";
import { AppError, messageOf } from "#server/errors.ts";
import type { Channels, Normalisation } from "./pack-planes.ts";
import { packPlanes } from "./pack-planes.ts";

/** More than any 2D detector reads; a file that asks for more would take all memory. */
const sideMax = 4096;
/** What pads a photo to a square: the middle grey of OWLv2's reference. */
const paddingGrey = 128;

const Side = z.number().int().min(1).max(sideMax);
const Triple = z.tuple([z.number(), z.number(), z.number()]);

/** How `preprocessor_config.json` wants a photo: the fields that are followed. */
export const Preprocessing = z
  .object({
    size: z.union([
      z
        .object({ shortest_edge: Side, longest_edge: Side.nullish() })
        .transform((size) => ({
          shortestEdge: size.shortest_edge,
          longestEdge: size.longest_edge ?? null,
        }))
        .refine(
          ({ longestEdge }) => longestEdge !== null,
          "longest_edge is missing: without it a long photo takes any amount of memory",
        ),
      z.object({ width: Side, height: Side }),
    ]),
    image_mean: Triple,
    image_std: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
    rescale_factor: z
      .number()
      .positive()
      .default(1 / 255),
  })
  .transform(({ size, image_mean: mean, image_std: deviation, rescale_factor: scale }) => ({
    size,
    normalisation: {
      mean: inLevels(mean, scale),
      deviation: inLevels(deviation, scale),
    } satisfies Normalisation,
  }));
export type Preprocessing = z.infer<typeof Preprocessing>;

/** What holds for levels times `scale`, for levels of 0 to 255. */
function inLevels([red, green, blue]: Channels, scale: number): Channels {
  return [red / scale, green / scale, blue / scale];
}

/** A photo as a 2D detector reads it. */
export type PhotoPixels = {
  /** [3, height, width], red first, normalised. */
  readonly values: Float32Array;
  readonly size: PictureSize;
  /** The photo as taken. */
  readonly photo: PictureSize;
  /** What the detector's shares are of, in pixels of the photo: the photo, or the square that it was padded to. */
  readonly picture: PictureSize;
};

/** Decodes, resizes and normalises a photo. `square`: it is padded with grey at the right and the bottom first. */
export async function photoPixels(
  photo: Uint8Array,
  { size: wanted, normalisation }: Preprocessing,
  { square }: { readonly square: boolean },
): Promise<PhotoPixels> {
  const { data, info } = await sharp(photo, { failOn: "warning" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw new AppError("INVALID", `the photo cannot be decoded: ${messageOf(error)}`);
    });
  const taken = { width: info.width, height: info.height };
  const side = Math.max(taken.width, taken.height);
  const picture = square ? { width: side, height: side } : taken;
  const size = frontEndSize(picture, wanted);
  const padded = square ? await padToSquare(data, taken, side) : data;
  const rgb = await fromRaw(padded, picture)
    .resize({ ...size, fit: "fill", kernel: "linear" })
    .raw()
    .toBuffer();
  const values = packPlanes(rgb, size, normalisation, size);
  return { values, size, photo: taken, picture };
}

function padToSquare(rgb: Buffer, { width, height }: PictureSize, side: number): Promise<Buffer> {
  const background = { r: paddingGrey, g: paddingGrey, b: paddingGrey };
  return fromRaw(rgb, { width, height })
    .extend({ right: side - width, bottom: side - height, background })
    .raw()
    .toBuffer();
}

function fromRaw(rgb: Buffer, size: PictureSize): Sharp {
  return sharp(rgb, { raw: { ...size, channels: 3 } });
}
