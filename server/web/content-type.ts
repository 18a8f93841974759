import { open } from "node:fs/promises";

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
