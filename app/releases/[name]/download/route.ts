import { readExportFormat } from "#server/release/read-export-format.ts";
import { answerRoute } from "#server/web/answer-route.ts";
import { releaseResponse } from "#server/web/release-response.ts";

/**
 * A release as a zip, made before or while it is sent. `?format=` names the layout, `gsi-bench` when left out. Photos
 * that may not be passed on are left out, where the layout allows that, unless asked for with `?photos=with`.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ name: string }> },
): Promise<Response> {
  return answerRoute(request, "release.export", async (ctx) => {
    const name = decodeURIComponent((await params).name);
    const { searchParams } = new URL(request.url);
    const format = readExportFormat(searchParams.get("format"));
    const media = searchParams.get("photos") === "with" ? true : "by-terms";
    return releaseResponse(ctx, request, { name, format, media });
  });
}
