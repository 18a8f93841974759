import { isUtf8 } from "node:buffer";
import { open, readFile, stat } from "node:fs/promises";
import { AppError } from "../errors.ts";

/** What a stored file is, told by its first bytes. Only pictures are ever named; the rest is just bytes. */
export async function contentTypeOf(
  path: string,
): Promise<"image/jpeg" | "image/png" | "application/octet-stream"> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(8);
    await file.read(head, 0, 8, 0);
    if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "image/jpeg";
    if (head.toString("latin1") === "\x89PNG\r\n\x1a\n") return "image/png";
    return "application/octet-stream";
  } finally {
    await file.close();
  }
}

/** Longer files are not read through to see whether they are text; a prompt is a hundredth of it. */
const textBytesMax = 2 ** 20;

/**
 * The type under which a stored text is shown to read: with `nosniff`, markup in it is letters too.
 *
 * @throws INVALID when the file is no text in UTF-8 of at most a mebibyte.
 */
export async function plainTextType(path: string): Promise<"text/plain; charset=utf-8"> {
  if ((await stat(path)).size <= textBytesMax) {
    const bytes = await readFile(path);
    if (isUtf8(bytes) && !bytes.includes(0)) return "text/plain; charset=utf-8";
  }
  throw new AppError("INVALID", "this file is no text that could be shown");
}
