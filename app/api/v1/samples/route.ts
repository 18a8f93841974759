import { findSamples, SampleFilter } from "#server/sample/find-samples.ts";
import { answerApi, readQuery } from "#server/web/answer-route.ts";

/** Samples, a page at a time; the query narrows them. */
export function GET(request: Request): Promise<Response> {
  return answerApi(request, "studio.read", (ctx) =>
    findSamples(ctx, readQuery(request, SampleFilter)),
  );
}
