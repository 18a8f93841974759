import { Readable } from "node:stream";
import { localContext } from "#server/context.ts";
import { streamRelease } from "#server/release/stream-release.ts";
import { routeError } from "#server/web/route-error.ts";

/** A release as a zip, sent while it is read. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ name: string }> },
): Promise<Response> {
  try {
    const name = decodeURIComponent((await params).name);
    const { stream, fileName, sizeBytes } = await streamRelease(await localContext(), { name });
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      headers: {
        "Content-Type": "application/zip",
        "Content-Length": String(sizeBytes),
        "Content-Disposition": `attachment; filename="${fileName}"`,
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    return routeError(error);
  }
}
