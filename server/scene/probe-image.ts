import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import { AppError } from "../errors.ts";
import { hashOf } from "../storage.ts";

/** What a cheap look at an image file tells. `fingerprint` changes when the file does. */
export type ImageProbe = { width: number; height: number; fingerprint: string };

const headBytes = 8192;
const tailBytes = 1024;

/**
 * Size of a JPEG from its header, after checking that it is one and that it does not end early. Reads a
 * few kilobytes however large the photo is: ten thousand photos are looked at in seconds.
 */
export async function probeJpeg(path: string): Promise<ImageProbe> {
  return probe(path, async (file, head, tail) => {
    if (head.length < 4 || head.readUInt16BE(0) !== 0xffd8)
      throw new AppError("INVALID", "the file is not a JPEG photo");
    const size = await jpegSize(file);
    if (!tail.includes(endOfImage))
      throw new AppError("INVALID", "the photo is truncated (no end-of-image mark): copy it again");
    return size;
  });
}

/** Size of a depth image from its header, after checking that it is a whole 16-bit one-channel PNG. */
export async function probeDepthPng(path: string): Promise<ImageProbe> {
  return probePng(path, (bits) => {
    if (bits !== 16)
      throw new AppError("INVALID", "a depth image has to be 16-bit and one-channel (millimetres)");
  });
}

/** Size of a mask from its header, after checking that it is a whole one-channel PNG of at most 8 bits. */
export async function probeMaskPng(path: string): Promise<ImageProbe> {
  return probePng(path, (bits) => {
    if (bits === null || bits > 8)
      throw new AppError("INVALID", "a mask has to be 8-bit and one-channel (255 where it shows)");
  });
}

/** `check` is given the bits of the only channel; null where there are more or where they index a palette. */
function probePng(path: string, check: (bits: number | null) => void): Promise<ImageProbe> {
  return probe(path, async (_file, head, tail) => {
    if (head.length < 33 || !head.subarray(0, 8).equals(pngSignature))
      throw new AppError("INVALID", "the file is not a PNG image");
    check(head[25] === 0 ? head[24]! : null);
    if (!tail.includes("IEND", 0, "latin1"))
      throw new AppError("INVALID", "the image is truncated: copy it again");
    return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
  });
}

const endOfImage = Buffer.from([0xff, 0xd9]);
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

async function probe(
  path: string,
  look: (
    file: FileHandle,
    head: Buffer,
    tail: Buffer,
  ) => Promise<{ width: number; height: number }>,
): Promise<ImageProbe> {
  const file = await open(path, "r");
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new AppError("INVALID", "not a file");
    if (status.size === 0) throw new AppError("INVALID", "the file is empty: copy it again");
    const head = await bytesAt(file, 0, headBytes);
    const tail = await bytesAt(file, Math.max(0, status.size - tailBytes), tailBytes);
    const size = await look(file, head, tail);
    if (size.width === 0 || size.height === 0)
      throw new AppError("INVALID", "the image has no pixels");
    return {
      ...size,
      fingerprint: hashOf(Buffer.concat([Buffer.from(`${status.size};`), head, tail])),
    };
  } finally {
    await file.close();
  }
}

/** Walks the JPEG's segments to the start-of-frame one. */
async function jpegSize(file: FileHandle): Promise<{ width: number; height: number }> {
  for (let at = 2; ;) {
    const segment = await bytesAt(file, at, 9);
    if (segment.length < 9 || segment[0] !== 0xff)
      throw new AppError("INVALID", "the photo's header is damaged or cut off: copy it again");
    const marker = segment[1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (isStartOfFrame(marker))
      return { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) };
    if (marker === 0xda || marker === 0xd9)
      throw new AppError("INVALID", "the photo's header gives no image size: copy it again");
    at += 2 + segment.readUInt16BE(2);
  }
}

/** C0 to CF are start-of-frame segments, but for three that only share the range. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
