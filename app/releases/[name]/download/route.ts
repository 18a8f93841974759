import { Readable } from "node:stream";
import { localContext } from "#server/context.ts";
import { readExportFormat } from "#server/release/read-export-format.ts";
import { streamRelease } from "#server/release/stream-release.ts";
import { routeError } from "#server/web/route-error.ts";

/** A release as a zip, sent while it is made. `?format=` names the layout, `gsi-bench` when left out. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ name: string }> },
): Promise<Response> {
  try {
    const name = decodeURIComponent((await params).name);
    const format = readExportFormat(new URL(request.url).searchParams.get("format"));
    const { stream, fileName, sizeBytes } = await streamRelease(await localContext(), {
      name,
      format,
    });
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      headers: {
        "Content-Type": "application/zip",
        ...(sizeBytes !== null && { "Content-Length": String(sizeBytes) }),
        "Content-Disposition": `attachment; filename="${fileName}"`,
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    return routeError(error);
  }
}
