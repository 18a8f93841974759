import { RecordVerdictInput, recordVerdict } from "#server/review/record-verdict.ts";
import { answerApi, readJsonBody } from "#server/web/answer-route.ts";

/** Records a verdict, with the edit as it was left, and takes the next sample. */
export function POST(request: Request): Promise<Response> {
  return answerApi(request, "review.judge", async (ctx) =>
    recordVerdict(ctx, await readJsonBody(request, RecordVerdictInput)),
  );
}
