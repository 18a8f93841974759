import { Readable } from "node:stream";
import type { ReleaseDownload } from "../release/stream-release.ts";

/** A release as the body of an answer, sent while it is made. */
export function zipResponse({ stream, fileName, sizeBytes }: ReleaseDownload): Response {
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      "Content-Type": "application/zip",
      ...(sizeBytes !== null && { "Content-Length": String(sizeBytes) }),
      "Content-Disposition": `attachment; filename="${fileName}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
