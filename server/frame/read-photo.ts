import sharp from "sharp";
import { canonicalJson } from "#core/canonical-json.ts";
import type { FrameImage, StoredPicture } from "#core/frame/frame-image.ts";
import { remapMask, remapPicture } from "#core/frame/remap-picture.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { FisheyeIntrinsics } from "#core/geometry/fisheye.ts";
import type { RemapTable } from "#core/geometry/undistort-fisheye.ts";
import { undistortTable } from "#core/geometry/undistort-fisheye.ts";
import { AppError } from "../errors.ts";
import { readSceneFile } from "../scene/read-scene-file.ts";
import type { VideoKind } from "../video/extract-frames.ts";
import { readVideoFrame } from "../video/read-video-frame.ts";

/** The photo of a frame. */
export type Photo = {
  /** The bytes to keep. */
  encoded: Buffer;
  /** Its pixels, three bytes each, row by row. */
  rgb: Uint8Array;
  /** Share of the pixels that are anonymised, 0 to 1. */
  maskedShare: number;
};

type Size = { readonly width: number; readonly height: number };

/** What is shown in the place of what is anonymised. */
const coverGrey = 128;
/** Photos that have to be encoded anew lose nothing that a detector would miss. */
const encoding = { quality: 95, chromaSubsampling: "4:4:4" } as const;

/**
 * The photo of a frame, as its description says, in the size of its intrinsics: undistorted where a fisheye
 * lens took it, and plain grey where its mask says that it is anonymised. A photo of which nothing had to be
 * changed keeps its bytes.
 */
export async function readPhoto(
  rootPath: string,
  { picture, fisheye, mask }: FrameImage,
  intrinsics: Intrinsics,
): Promise<Photo> {
  const size = fisheye ?? intrinsics;
  const stored = await readPicture(rootPath, "photo", picture);
  const taken = await decode(stored, "srgb", size);
  const takenMask = mask
    ? await decode(await readPicture(rootPath, "mask", mask), "b-w", size)
    : null;
  const table = fisheye ? tableOf(fisheye, intrinsics) : null;
  const rgb = table ? remapPicture(taken, size.width, size.height, table) : taken;
  const shown =
    table && takenMask ? remapMask(takenMask, size.width, size.height, table) : takenMask;
  const maskedShare = shown ? cover(rgb, shown) : 0;
  const isAsStored = !table && maskedShare === 0;
  return { encoded: isAsStored ? stored : await encode(rgb, intrinsics), rgb, maskedShare };
}

/**
 * The bytes of the photo to keep, and nothing else of it: they are not decoded where they are kept as they
 * are stored.
 */
export async function readPhotoBytes(
  rootPath: string,
  image: FrameImage,
  intrinsics: Intrinsics,
): Promise<Buffer> {
  return image.fisheye || image.mask
    ? (await readPhoto(rootPath, image, intrinsics)).encoded
    : readPicture(rootPath, "photo", image.picture);
}

function readPicture(rootPath: string, kind: VideoKind, picture: StoredPicture): Promise<Buffer> {
  return picture.kind === "video"
    ? readVideoFrame(rootPath, kind, picture)
    : readSceneFile(rootPath, picture.path);
}

async function decode(
  encoded: Buffer,
  colours: "srgb" | "b-w",
  { width, height }: Size,
): Promise<Uint8Array> {
  const { data, info } = await sharp(encoded, { failOn: "warning" })
    .toColourspace(colours)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.width !== width || info.height !== height)
    throw new AppError(
      "PRECONDITION",
      `${colours === "b-w" ? "its mask" : "it"} is ${info.width}x${info.height} now and was ${width}x${height} at import: import the scan again`,
    );
  return data;
}

function encode(rgb: Uint8Array, { width, height }: Size): Promise<Buffer> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg(encoding)
    .toBuffer();
}

/** Covers the pixels that are not wholly shown, in place, and returns their share. */
function cover(rgb: Uint8Array, shown: Uint8Array): number {
  let covered = 0;
  for (let pixel = 0; pixel < shown.length; pixel++) {
    if (shown[pixel] === 255) continue;
    rgb.fill(coverGrey, 3 * pixel, 3 * pixel + 3);
    covered++;
  }
  return covered / shown.length;
}

/** The table used last: the photos of one lens follow each other. */
let last: { key: string; table: RemapTable } | null = null;

function tableOf(fisheye: FisheyeIntrinsics, intrinsics: Intrinsics): RemapTable {
  const key = canonicalJson({ fisheye, intrinsics });
  if (last?.key !== key) last = { key, table: undistortTable(fisheye, intrinsics) };
  return last.table;
}
