import { Readable } from "node:stream";
import type { ExportFormat } from "#core/release/export-format.ts";
import type { Context } from "../context.ts";
import type { MediaChoice } from "../release/decide-media.ts";
import type { StoredDownload } from "../release/open-stored-download.ts";
import { openStoredDownload } from "../release/open-stored-download.ts";
import type { ReleaseDownload } from "../release/stream-release.ts";
import { streamRelease } from "../release/stream-release.ts";
import { readByteRange } from "./byte-range.ts";

/**
 * A release as a zip: the file that is kept ready, of which a part may be asked for, so that a download that was
 * broken off can go on; else the same bytes, sent while they are made.
 */
export async function releaseResponse(
  ctx: Context,
  { headers }: Request,
  wanted: { name: string; format: ExportFormat; media?: MediaChoice },
): Promise<Response> {
  const stored = await openStoredDownload(ctx, wanted);
  return stored ? fileResponse(headers, stored) : streamResponse(await streamRelease(ctx, wanted));
}

async function fileResponse(headers: Headers, file: StoredDownload): Promise<Response> {
  const { fileName, sizeBytes, sha256 } = file;
  const tag = `"${sha256}"`;
  const condition = headers.get("if-range");
  const isSame = condition === null || condition === tag;
  const range = isSame ? readByteRange(headers.get("range"), sizeBytes) : null;
  if (range === "none")
    return new Response(null, {
      status: 416,
      headers: { "Content-Range": `bytes */${sizeBytes}` },
    });
  const { first, last } = range ?? { first: 0, last: sizeBytes - 1 };
  const body = Readable.toWeb(await file.read({ first, last })) as ReadableStream;
  return new Response(body, {
    status: range ? 206 : 200,
    headers: {
      ...zipHeaders(fileName),
      "Content-Length": String(last - first + 1),
      ...(range && { "Content-Range": `bytes ${first}-${last}/${sizeBytes}` }),
      "Accept-Ranges": "bytes",
      ETag: tag,
    },
  });
}

function streamResponse({ stream, fileName, sizeBytes }: ReleaseDownload): Response {
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      ...zipHeaders(fileName),
      ...(sizeBytes !== null && { "Content-Length": String(sizeBytes) }),
    },
  });
}

function zipHeaders(fileName: string): Record<string, string> {
  return {
    "Content-Type": "application/zip",
    "Content-Disposition": `attachment; filename="${fileName}"`,
    "Cache-Control": "private, no-store",
  };
}
