import { leaseNextSample } from "#server/review/lease-next-sample.ts";
import { getSample } from "#server/sample/get-sample.ts";
import { answerApi } from "#server/web/answer-route.ts";

/** Takes the next sample to review and tells all about it; null when nothing is left. */
export function POST(request: Request): Promise<Response> {
  return answerApi(request, "review.lease", async (ctx) => {
    const next = await leaseNextSample(ctx);
    return next && getSample(ctx, next.sampleId);
  });
}
