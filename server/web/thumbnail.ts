import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { env } from "../env.ts";
import { blobPath } from "../storage.ts";

/** Widths that pictures are offered in; anything else is refused, so nobody can fill the disk with sizes. */
export const thumbnailWidths = [160, 320, 480, 640, 960] as const;
export type ThumbnailWidth = (typeof thumbnailWidths)[number];

/** The query value as one of the offered widths. */
export function thumbnailWidth(value: string): ThumbnailWidth | undefined {
  return thumbnailWidths.find((width) => String(width) === value);
}

/** Path of the picture shrunk to `width`, made when first asked for and kept. Never enlarged. */
export async function thumbnailPath(hash: string, width: ThumbnailWidth): Promise<string> {
  const source = blobPath(hash);
  const path = join(
    env().GSI_HOME,
    "cache",
    "thumbnails",
    hash.slice(0, 2),
    `${hash}-${width}.webp`,
  );
  if (await stat(path).catch(() => null)) return path;
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}`;
  try {
    await sharp(source)
      .resize({ width, withoutEnlargement: true })
      .webp({ quality: 82, effort: 2 })
      .toFile(temporary);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  return path;
}

/** The bytes of a file as a web stream. */
export function fileStream(path: string): ReadableStream {
  return Readable.toWeb(createReadStream(path)) as ReadableStream;
}
