import { streamRelease } from "#server/release/stream-release.ts";
import { readExportFormat } from "#server/release/read-export-format.ts";
import { answerRoute } from "#server/web/answer-route.ts";
import { zipResponse } from "#server/web/zip-response.ts";

/** A release as a zip, sent while it is made. `?format=` names the layout, `gsi-bench` when left out. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ name: string }> },
): Promise<Response> {
  return answerRoute(request, "release.export", async (ctx) => {
    const name = decodeURIComponent((await params).name);
    const format = readExportFormat(new URL(request.url).searchParams.get("format"));
    return zipResponse(await streamRelease(ctx, { name, format }));
  });
}
