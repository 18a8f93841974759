import { Readable } from "node:stream";
import { localContext } from "#server/context.ts";
import { readExportFormat } from "#server/release/read-export-format.ts";
import { streamRelease } from "#server/release/stream-release.ts";
import { routeError } from "#server/web/route-error.ts";

/**
 * A release as a zip, sent while it is made. `?format=` names the layout, `gsi-bench` when left out. Photos
 * that may not be passed on are left out, where the layout allows that, unless asked for with `?photos=with`.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ name: string }> },
): Promise<Response> {
  try {
    const name = decodeURIComponent((await params).name);
    const { searchParams } = new URL(request.url);
    const format = readExportFormat(searchParams.get("format"));
    const media = searchParams.get("photos") === "with" ? true : "by-terms";
    const { stream, fileName, sizeBytes } = await streamRelease(await localContext(), {
      name,
      format,
      media,
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
