import { getSample } from "#server/sample/get-sample.ts";
import { answerApi } from "#server/web/answer-route.ts";

/** All about one sample. */
export function GET(
  request: Request,
  { params }: { params: Promise<{ sampleId: string }> },
): Promise<Response> {
  return answerApi(request, "studio.read", async (ctx) =>
    getSample(ctx, decodeURIComponent((await params).sampleId)),
  );
}
