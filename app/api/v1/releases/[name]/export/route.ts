import { readExportFormat } from "#server/release/read-export-format.ts";
import { answerApi } from "#server/web/answer-route.ts";
import { releaseResponse } from "#server/web/release-response.ts";

/** A release as a zip, as `/releases/NAME/download` sends it to a browser. */
export function GET(
  request: Request,
  { params }: { params: Promise<{ name: string }> },
): Promise<Response> {
  return answerApi(request, "release.export", async (ctx) => {
    const name = decodeURIComponent((await params).name);
    const format = readExportFormat(new URL(request.url).searchParams.get("format"));
    return releaseResponse(ctx, request, { name, format });
  });
}
